"""Complete the tags of a PDF (ISO 32000-1, 14.7): WeasyPrint leaves out what stands in margins, and cuts at pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from letterkit.typeset.breaking import Box


@dataclass(frozen=True)
class Tree:
    """The structure of a PDF that is being made; ``pages`` are the boxes of named elements on each page."""

    pdf: Any
    pages: Sequence[Mapping[str, Box]]

    @cached_property
    def elements(self) -> list[Any]:
        """All elements, those that are in no tree among them."""
        return [thing for thing in self.pdf.objects if isinstance(thing, dict) and thing.get("Type") == "/StructElem"]

    @cached_property
    def by_reference(self) -> dict[bytes, Any]:
        """The elements by what others call them."""
        return {element.reference: element for element in self.elements}

    @cached_property
    def document(self) -> Any:
        """The element that holds all others."""
        return next(element for element in self.elements if element["S"] == "/Document")

    def children(self, element: Any) -> list[Any]:
        """The elements directly below one."""
        return [self.by_reference[kid] for kid in element["K"] if kid in self.by_reference]

    def below(self, element: Any) -> Iterator[Any]:
        """An element, and all below it."""
        yield element
        for child in self.children(element):
            yield from self.below(child)

    def page_of(self, element: Any) -> int:
        """The page on which an element begins, from 0."""
        return list(self.pdf.page_references).index(element["Pg"])

    def take_out(self, element: Any) -> None:
        """What an element marks becomes an artifact of the page (14.8.2.2), and its tags go."""
        page = self.page_of(element)
        parents = self.pdf.objects[int(self._mapping.split()[0])]["Nums"][2 * page + 1]
        numbers: set[int] = set()
        for one in self.below(element):
            numbers.update(kid for kid in one["K"] if isinstance(kid, int))
            one.free = "f"
        for number in numbers:
            parents[number] = "null"
        contents = self.pdf.objects[int(self._page(page)["Contents"].split()[0])].stream
        for at, item in enumerate(contents):
            if isinstance(item, dict) and item.get("MCID") in numbers:
                contents[at - 1] = "/Artifact"
                contents[at] = type(item)({"Type": "/Pagination"})

    @cached_property
    def _mapping(self) -> bytes:
        root = self.pdf.objects[int(self.pdf.catalog["StructTreeRoot"].split()[0])]
        return bytes(root["ParentTree"])

    def _page(self, number: int) -> Any:
        return self.pdf.objects[int(self.pdf.page_references[number].split()[0])]


def complete(document: Any, pdf: Any, pages: Sequence[Mapping[str, Box]]) -> None:
    """Give the tags of a PDF what PDF/UA-1 and screen readers ask for beyond what WeasyPrint has given them.

    ``document`` is what WeasyPrint laid out, ``pages`` are the boxes of named elements on each page.
    """
    tree = Tree(pdf, pages)
    _say_languages(tree, [list(_links(page._page_box)) for page in document.pages])
    for element in tree.elements:
        if element["S"] == "/TH":
            # The name of a header ends in its row and column.
            element["A"]["Scope"] = "/Column" if element["ID"].string.split("-")[1] == "0" else "/Row"
    _join_columns(tree)
    for page in range(1, len(pages)):
        _join_pages(tree, page)
    for element in tree.elements:
        if element["S"] == "/LI" and element.free != "f":
            _give_body(element, tree)
    _place_margins(tree)
    record, array = type(tree.document), type(tree.document["K"])
    pdf.catalog["PageLabels"] = record({"Nums": array([0, record({"S": "/D"})])})


# --- What stands in the margins ---


def _place_margins(tree: Tree) -> None:
    """Text in margins that a letterhead wrote goes to the end of the tree; numbers and running lines are artifacts.

    WeasyPrint leaves both out of the tree. What a letterhead wrote has elements of HTML.
    """
    known = {id(one) for one in tree.below(tree.document)}
    for element in tree.elements:
        alone = element["P"] == tree.document.reference and id(element) not in known and element.free != "f"
        if alone and any(one["S"] not in ("/NonStruct", "/Span") for one in tree.below(element)):
            if any(kid for one in tree.below(element) for kid in one["K"] if not isinstance(kid, bytes)):
                tree.document["K"].append(element.reference)
            else:
                tree.take_out(element)
        elif alone:
            tree.take_out(element)


# --- What a page divides ---

_LISTS = ("cosigners", "enclosures", "copies")
"""The lists below the signatures by the names of their elements."""


def _join_pages(tree: Tree, page: int) -> None:
    """What goes on from the page before (a paragraph, list, item or table) becomes one element."""
    over = [name for name in tree.pages[page] if name.startswith("block-") and name in tree.pages[page - 1]]
    roots = tree.children(tree.document)
    here = next((at for at, root in enumerate(roots) if tree.page_of(root) == page), 0)
    lists = any(name in tree.pages[page] and name in tree.pages[page - 1] for name in _LISTS)
    for name, levels in (("text", 1 + len(over)), ("people", 2), ("tail", 3 if lists else 1)):
        if here and name in tree.pages[page] and name in tree.pages[page - 1]:
            _join(tree, roots[here - 1], roots[here], levels)
            return


def _join_columns(tree: Tree) -> None:
    """A list in columns is one: WeasyPrint gives each column a list of its own."""
    for element in tree.elements:
        columns = tree.children(element) if element["S"] == "/L" and element.free != "f" else []
        if columns and all(one["S"] == "/L" for one in columns):
            for column in columns:
                for item in tree.children(column):
                    item["P"] = element.reference
                column.free = "f"
            element["K"][:] = [kid for column in columns for kid in column["K"]]


def _join(tree: Tree, first: Any, second: Any, levels: int) -> None:
    """Put what ``second`` holds behind what ``first`` does, and join the levels below that were divided, too."""
    if first["S"] != second["S"]:
        return
    if first["S"] == "/Table":
        _one_head(tree, first, second)
    last = next(iter(reversed(tree.children(first))), None)
    following = next(iter(tree.children(second)), None)
    both = last is not None and following is not None and last["S"] == following["S"]
    if both and (levels > 1 or first["S"] == "/Table" or first["S"] == "/LI"):
        _join(tree, last, following, levels - 1)
    for kid in second["K"]:
        if not (kid in tree.by_reference and tree.by_reference[kid].free == "f"):
            first["K"].append(kid)
            if kid in tree.by_reference:
                tree.by_reference[kid]["P"] = first.reference
    parent = tree.by_reference[second["P"]]
    parent["K"][:] = [kid for kid in parent["K"] if kid != second.reference]
    second.free = "f"


def _one_head(tree: Tree, first: Any, second: Any) -> None:
    """The head of a table, which the next page repeats, is read once; the cells of that page name the first one."""
    heads = [[one for one in tree.children(table) if one["S"] == "/THead"] for table in (first, second)]
    if not all(heads):
        return
    cells = [[one for one in tree.below(head[0]) if one["S"] == "/TH"] for head in heads]
    same = {repeated["ID"].string: own["ID"] for own, repeated in zip(*cells, strict=True)}
    for cell in tree.below(second):
        if cell["S"] == "/TD" and "Headers" in cell["A"]:
            cell["A"]["Headers"][:] = [same.get(name.string, name) for name in cell["A"]["Headers"]]
    tree.take_out(heads[1][0])
    second["K"].remove(heads[1][0].reference)


# --- Lists and languages ---


def _links(box: Any) -> Iterator[str]:
    """The language of each link below a box, in the order of their tags; "" for one that says none."""
    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    if element is not None and str(box.element_tag).split(":")[0] == "a":
        yield element.get("lang") or "" if element.get("class") == "said" else ""
    for child in getattr(box, "children", ()):
        if not isinstance(getattr(child, "text", None), str):
            yield from _links(child)


def _say_languages(tree: Tree, links: Sequence[Sequence[str]]) -> None:
    """Give names and titles their language. They are links that lead nowhere, because WeasyPrint tags those apart.

    A name that is divided by the end of a line has a tag on each.
    """
    for page, said in zip(tree.pdf.page_references, links, strict=True):
        tagged = [element for element in tree.elements if element["S"] == "/Link" and element["Pg"] == page]
        for element, language in zip(tagged, said, strict=True):
            if language:
                element["S"], element["Lang"] = "/Span", type(tree.pdf.info["Title"])(language)
            elif not any(isinstance(kid, bytes) for kid in element["K"]):
                element["S"] = "/Span"


def _give_body(item: Any, tree: Tree) -> None:
    """Wrap what a tagged list item holds beside its label and body, such as an inner list; PDF/UA-1 asks for it."""
    children = {child.reference: child for child in tree.children(item)}
    loose = [kid for kid, child in children.items() if child["S"] not in ("/Lbl", "/LBody")]
    if loose:
        body = type(item)({"Type": "/StructElem", "S": "/LBody", "Pg": item["Pg"], "P": item.reference})
        body["K"] = type(item["K"])(loose)
        tree.pdf.add_object(body)
        tree.by_reference[body.reference] = body
        item["K"][:] = [*(kid for kid in item["K"] if kid not in loose), body.reference]
        for kid in loose:
            children[kid]["P"] = body.reference
