"""Kooperation im und ums SGB II: the machine behind the course.

Nothing is imported here on purpose: `import kooperation` costs nothing, and each part
(`kooperation.games`, `kooperation.widgets`, …) loads what it needs when it is used.
"""

__version__ = "0.1.0"
