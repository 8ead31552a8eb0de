"""What each person's server on a hub needs to know; read through JUPYTER_CONFIG_PATH, as that person."""

from kooperation.desk.hub.server import configure

configure(get_config())  # type: ignore[name-defined]  # noqa: F821  (Jupyter provides it)
