"""`kooperation doctor`: is everything here that the course needs, and if not, what to do?"""
