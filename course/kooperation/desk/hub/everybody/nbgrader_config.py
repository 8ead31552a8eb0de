"""What nbgrader needs to know on a hub, in the server's pages and in a terminal; read through JUPYTER_CONFIG_PATH."""

from kooperation.desk.hub.server import configure_nbgrader

configure_nbgrader(get_config())  # type: ignore[name-defined]  # noqa: F821  (nbgrader provides it)
