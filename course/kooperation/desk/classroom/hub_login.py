"""Who leads a session on a hub logs in there, and is sent on to the secret link. The one module that needs jupyterhub.

The secret stays what lets the lecturer's page in: so a session asks the hub nothing while it is played.
"""

from __future__ import annotations

import tornado.web
from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated

from kooperation.base.words import Words
from kooperation.desk.classroom.hall import FAREWELL, Hall
from kooperation.desk.classroom.shells import LOGIN
from kooperation.desk.classroom.web import QuietHandler, Route

WORDS = Words("desk/classroom.said")


class LoginHandler(HubOAuthenticated, QuietHandler):
    """Leads whom the hub lets lead to the lecturer's page, everybody else to the hub."""

    def initialize(self, hall: Hall) -> None:
        self.hall = hall

    async def get(self) -> None:
        # Not by tornado's decorator: it waits for the hub, and all phones would wait with it.
        user = await self.hub_auth.get_user(self, sync=False)
        if user is None:
            self.redirect(self.get_login_url())
        elif not (self.hub_scopes and self.hub_auth.check_scopes(self.hub_scopes, user)):
            raise tornado.web.HTTPError(403)
        elif self.hall.session.ended:
            self.set_header("Refresh", f"{2 * FAREWELL:.0f}")
            self.finish(WORDS["next_session"])
        else:
            self.redirect(f"leitung#{self.hall.session.opened['secret']}")


class CallbackHandler(HubOAuthCallbackHandler, QuietHandler):
    """Where the hub sends those who have logged in."""

    def get_current_user(self) -> None:
        """Nobody: to know it here the whole class would have to wait for the hub."""


def login_routes(hall: Hall) -> list[Route]:
    """Return what `application` serves for those who lead *hall*."""
    return [(LOGIN, LoginHandler, {"hall": hall}), ("oauth_callback", CallbackHandler, {})]
