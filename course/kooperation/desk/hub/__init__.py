"""The course on a JupyterHub: what the hub is told (`jupyterhub_config.py`) and what each person's server is told."""
