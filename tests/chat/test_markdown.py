"""What a model may write, made harmless: the page gets text, lists and tables, and our own links."""

import re
from html.parser import HTMLParser

import pytest

from chat.markdown import CitationLink, render_answer, split_lead

LINKS = {1: CitationLink("/s/1/", 'Source 1: "Guide" <2027>, page 4')}
HOSTS = ("http://evil.example", "https://evil.example", "//evil.example", "javascript:alert(1)", "data:text/html,x")
PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<iframe src=//evil.example></iframe>",
    "<a href='javascript:alert(1)'>x</a>",
    "<style>@import '//evil.example'</style>",
    "<div hx-get='/c/' hx-trigger='load'>x</div>",
    "<form action=//evil.example><button>x</button></form>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<math><mtext></p><img src=x onerror=alert(1)>",
    "<p style='background:url(//evil.example)'>x</p>",
    "<<script>alert(1)//<</script>",
    "`<img src=x onerror=alert(1)>`",
    "```html\n<script>alert(1)</script>\n```",
    "| <img src=x onerror=alert(1)> |\n|---|\n| <b onclick=alert(1)>x</b> |",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;img src=x onerror=alert(1)&#62;",
    "[1]<img src=x onerror=alert(1)>",
    '[1]: //evil.example "x"\n\n[1]',
    "[a]: http://evil.example\n\n[a] [b][a] ![c][a]",
    "https://evil.example?secret=ann www.evil.example mail@evil.example",
    "\u202e<script>alert(1)</script>",
    "<scr\x00ipt>alert(1)</script>",
    *(f"[x]({url})" for url in HOSTS),
    *(f"![x]({url})" for url in HOSTS),
    *(f"[![x]({url})]({url})" for url in HOSTS),
    *(f"<{url}>" for url in HOSTS),
    *(f'[x]({url} "onmouseover=alert(1)")' for url in HOSTS),
    *(f"[1]({url})" for url in HOSTS),
]
ALLOWED = {"p", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "h3", "hr", "br"} | {
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("pattern", ["{}", "Before {} after [1].", "- {}\n- x", "> {}", "# {}"])
def test_nothing_a_model_writes_becomes_an_element_with_a_will_of_its_own(pattern, payload):
    html = render_answer(pattern.format(payload), LINKS)

    for tag, attributes in Elements(html).found:
        if tag == "a":
            assert attributes == {"class": "cite", "href": "/s/1/", "aria-label": LINKS[1].label}
        else:
            assert tag in ALLOWED
            assert attributes == {}


def test_lists_tables_and_bold_are_kept_and_markers_become_links():
    html = render_answer("The copay is **$50** [1].\n\n- a [2]\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n# Title", LINKS)

    assert "<strong>$50</strong>" in html
    assert '<a class="cite" href="/s/1/"' in html
    assert "<li>a </li>" in html
    assert "<td>2</td>" in html
    assert "<h3>Title</h3>" in html


@pytest.mark.parametrize(
    ("text", "first", "rest"),
    [
        ("It is $50. [1] More here.", "It is $50. [1]", "More here."),
        ("It is $50.\n\n- a\n- b", "It is $50.", "- a\n- b"),
        ("- a\n- b", "", "- a\n- b"),
        ("| a |\n|---|", "", "| a |\n|---|"),
        ("One **bold. And** more.", "", "One **bold. And** more."),
        ("", "", ""),
    ],
)
def test_first_sentence_leads(text, first, rest):
    lead = split_lead(text)

    assert (lead.first, lead.rest) == (first, rest)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("FAQ: “What is it? A copay of $50.” [1]\n\nMore.", "FAQ: “What is it? A copay of $50.” [1]"),
        ("SBC: What is the deductible? — Answers: $500 [1]", "SBC: What is the deductible? — Answers: $500 [1]"),
        ("It is $50 [1]. The rest follows.", "It is $50 [1]."),
        ("He said “yes. And so on", "He said “yes. And so on"),
    ],
)
def test_first_sentence_is_not_cut_inside_a_quotation_or_a_row(text, first):
    assert split_lead(text).first == first


def test_corner_above_the_names_of_rows_is_no_heading():
    html = render_answer("| | PPO | HDHP |\n|---|---|---|\n| Deductible | $500 | $1,700 |", {})

    assert re.findall(r"<t[hd]>[^<]*", html)[:3] == ["<td>", "<th>PPO", "<th>HDHP"]


def test_no_sign_turns_the_direction_of_what_follows():
    html = render_answer("You pay \u202e05$\u202c, or \u2066$1\u2069 [1].", LINKS)

    assert html.startswith("<p>You pay 05$, or $1 <a")
