"""Things to do with a page: send it to the family, let it be read out, print it, keep it."""

from markupsafe import Markup

from generator.facts.short_addresses import short_path
from generator.outputs.qr import render_qr
from generator.outputs.templating import TEMPLATES
from generator.views.keepsakes import list_files
from generator.views.message import list_lines
from generator.views.projections import PageView

ACTIONS = "actions.html.j2"


def render_actions(view: PageView, root: str, site_url: str, picture: str) -> Markup:
    """The block of actions of a page; nothing for lists.

    `site_url` ends in a slash or is empty; `picture` is the page's own one for chats, or nothing.
    """
    lines = list_lines(view)
    if not lines:
        return Markup()
    address = site_url + view.head.path if site_url else ""
    html = TEMPLATES.get_template(ACTIONS).render(
        text="\n".join((*lines, address) if address else lines),
        address=address,
        code=Markup(render_qr(site_url + short_path(view.head.path))) if address else "",  # noqa: S704 - drawn here
        files=tuple(list_files(view)),
        root=root,
        picture=picture,
    )
    return Markup(html)  # noqa: S704 - comes from a template that escapes
