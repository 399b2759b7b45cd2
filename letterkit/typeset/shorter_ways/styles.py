"""The computed styles of elements: what the same declarations gave below the same parent before, they give again.

A document has styles of its own, which the layout may change. What is taken over from earlier documents is what was
computed for nobody, before anything could change it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache, wraps
from importlib import import_module
from typing import Any

from letterkit.typeset.shorter_ways.ways import Heard, Way

_MOST = 1500
"""Styles that are kept; a page has some hundred and fifty."""
_OWN = "-weasy-"
"""What begins the names of WeasyPrint's own properties, in which it declares the attributes of elements."""


def ways() -> Iterator[Way]:
    """The ways to what attributes declare, and to the computed style of an element."""
    css, parser = import_module("weasyprint.css"), import_module("tinycss2")
    yield Way(parser, "parse_one_declaration", _parsed(parser))
    yield Way(css, "preprocess_declarations", _preprocessed(css))
    yield Way(css.StyleFor, "set_computed_styles", _set_computed_styles(css))
    yield Way(css.ComputedStyle, "__missing__", _missing(css))


def _parsed(parser: Any) -> Callable[..., Any]:
    """What parses a declaration; nobody changes what comes of it."""
    plain: Callable[..., Any] = parser.parse_one_declaration
    of_attribute = lru_cache(maxsize=_MOST)(plain)

    @wraps(plain)
    def parse_one_declaration(source: Any, skip_comments: bool = False) -> Any:
        own = isinstance(source, str) and source.startswith(_OWN) and not skip_comments
        return of_attribute(source) if own else plain(source, skip_comments)

    return parse_one_declaration


def _preprocessed(css: Any) -> Callable[..., Iterable[Any]]:
    """What looks whether declarations are valid: those of attributes once."""
    plain: Callable[..., Iterable[Any]] = css.preprocess_declarations

    @lru_cache(maxsize=_MOST)
    def of_attribute(base_url: str | None, declaration: Any) -> tuple[Any, ...]:
        return tuple(plain(base_url, (declaration,)))

    @wraps(plain)
    def preprocess_declarations(base_url: str | None, declarations: Any, prelude: Any = None) -> Iterable[Any]:
        alone = prelude is None and type(declarations) is tuple and len(declarations) == 1
        if alone and str(getattr(declarations[0], "name", "")).startswith(_OWN):
            return of_attribute(base_url, declarations[0])
        return plain(base_url, declarations, prelude)

    return preprocess_declarations


class _Known:
    """A style as computed for nobody: made when its like is met again, of what was asked of the first one."""

    __slots__ = ("anonymous", "first", "parent", "pure")

    def __init__(self, first: Any, parent: _Known | None) -> None:
        self.first: Any = first
        self.parent = parent
        self.pure: Any = None
        self.anonymous: dict[str, Any] = {}


class _FirstPage(dict[str, Any]):
    """The sizes of a first page that there is not; notes that they were asked for."""

    asked = False

    def __getitem__(self, name: str) -> None:
        self.asked = True


def _set_computed_styles(css: Any) -> Callable[..., None]:
    """What gives an element its style, which takes over what is known of it when it is asked for something."""
    plain: Callable[..., None] = css.StyleFor.set_computed_styles

    @wraps(plain)
    def set_computed_styles(
        style_for: Any,
        element: Any,
        parent: Any,
        root: Any = None,
        pseudo_type: str | None = None,
        base_url: str | None = None,
        target_collector: Any = None,
    ) -> None:
        plain(style_for, element, parent, root, pseudo_type, base_url, target_collector)
        style_for.get_computed_styles()[element, pseudo_type].asked_for_nothing = True

    return set_computed_styles


class _KnownStyles:
    """The styles that were computed."""

    def __init__(self, css: Any) -> None:
        self._css = css
        self._kept: dict[Hashable, _Known] = {}

    def fill(self, style: Any) -> None:
        """Give a style what is known of it."""
        del style.asked_for_nothing
        above = style.parent_style
        known_above = None
        if above is not None:
            if "asked_for_nothing" in vars(above):
                self.fill(above)
            known_above = vars(above).get("known")
            if known_above is None:
                return
        declared = tuple(
            (name, id(value), origin, layer, *specificity)
            for name, (value, (origin, layer, specificity)) in style.cascaded.items()
        )
        key = known_above, style.pseudo_type, style.base_url, style.font_config, declared
        known = self._kept.get(key)
        if known is None:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            style.known = self._kept[key] = _Known(style, known_above)
        elif known.pure is not None or _compute(self._css, known):
            style.known = known
            already = dict(style)
            style.update(known.pure)
            style.update(already)
            style.specified.update(known.pure.specified)
            if known.anonymous:
                style.anonymous_style.update(known.anonymous)


def _compute(css: Any, known: _Known) -> bool:
    """Compute what was asked of the first style of a kind; False where it cannot be the same for all documents.

    So it is with what WeasyPrint says something about, such as lengths that depend on the size of the first page.
    """
    first, above = known.first, known.parent
    if first is None or (above is not None and above.pure is None):
        return False
    parent = above.pure if above else None
    root = first.root_style if parent is None else parent if parent.is_root_element else parent.root_style
    sizes = _FirstPage()
    pure = css.ComputedStyle(parent, first.cascaded, first.pseudo_type, root, first.base_url, first.font_config, sizes)
    with Heard(heeded=False) as said:
        for name in list(first):
            pure[name]
        anonymous = css.AnonymousStyle(pure)
        for name in list(vars(first).get("anonymous_style", ())):
            anonymous[name]
    known.first = None
    if said.anything or sizes.asked:
        return False
    known.pure, known.anonymous = pure, dict(anonymous)
    return True


def _missing(css: Any) -> Callable[..., Any]:
    """What gives a property of an element when it is first asked for: at once, where nothing decides but its parent."""
    plain: Callable[..., Any] = css.ComputedStyle.__missing__
    styles = _KnownStyles(css)
    special = {"page", "position", "float", "display"}
    # A side is also set by the name that it has in the direction of writing: "margin-inline-start" for the left one.
    sides = {
        key: tuple({name(block="ttb", inline=direction) for direction in ("ltr", "rtl")})
        for key, name in css.PHYSICAL_FUNCTIONS.items()
    }
    known = {key for key in css.INITIAL_VALUES if key not in special and key[:16] != "text_decoration_"}
    inherited = known & css.INHERITED
    initial = {
        key: css.INITIAL_VALUES[key]
        for key in known - css.INHERITED - set(css.INITIAL_NOT_COMPUTED)
        if not css.check_math(css.INITIAL_VALUES[key])
    }

    @wraps(plain)
    def missing(style: Any, key: str) -> Any:
        # Whether it is the end of a link is asked of each style when it is made.
        if key != "anchor" and "asked_for_nothing" in vars(style):
            styles.fill(style)
            if key in style:
                return style[key]
        cascaded = style.cascaded
        if key not in cascaded and not (key in sides and any(name in cascaded for name in sides[key])):
            if key in initial:
                value = style[key] = initial[key]
                return value
            parent = style.parent_style
            if parent is not None and key in inherited:
                value = parent[key]
                if not css.check_math(value):
                    style[key] = value
                    return value
        return plain(style, key)

    return missing
