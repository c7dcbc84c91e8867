"""Draws once what is alike in many answers."""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.utils.translation import get_language

from chat.turns.actions import STAND_IN, Actions

register = template.Library()


@register.tag
def drawn_once(parser: Parser, token: Token) -> "DrawnOnce":
    """Draw what stands between for `actions`, which is all that it may read; for each language and kind once."""
    _, actions = token.split_contents()
    nodes = parser.parse(("enddrawn_once",))
    parser.delete_first_token()
    # The tags stand on lines of their own, which are none of what is drawn.
    for one, trimmed in ((nodes[0], str.lstrip), (nodes[-1], str.rstrip)):
        if isinstance(one, TextNode):
            one.s = trimmed(one.s)
    return DrawnOnce(parser.compile_filter(actions), nodes)


class DrawnOnce(template.Node):
    def __init__(self, actions: FilterExpression, nodes: NodeList) -> None:
        self._actions, self._nodes = actions, nodes
        # As many as there are languages and kinds.
        self._drawn: dict[tuple[str | None, tuple[bool, ...]], str] = {}

    def render(self, context: Context) -> str:
        actions: Actions = self._actions.resolve(context)
        if actions.is_judged or "csrf_token" in context:
            # A page's forms carry the token of its reader.
            with context.push(actions=actions):
                return self._nodes.render(context)
        key = get_language(), actions.kind
        if key not in self._drawn:
            self._drawn[key] = self._nodes.render(context.new({"actions": actions.of_stand_in}))
        return self._drawn[key].replace(str(STAND_IN), str(actions.answer_id))
