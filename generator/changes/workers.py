"""Whom residents find in their grid: people who came, left or changed number. Published people only."""

from collections.abc import Iterator
from dataclasses import dataclass

from generator.catalogue import Catalogue
from generator.changes.wording import tell_values
from generator.diagnostics import Text
from generator.facts.publication import current_roles, is_published_person, published_people, published_phone
from generator.locale.zh import ROLE_ORDER
from generator.model import Person
from generator.views.addresses import page_path
from generator.views.pieces import plain_text
from generator.views.projections import Change

HEAD = "网格长"


@dataclass(frozen=True, slots=True)
class _Post:
    """Somebody's part in a grid, as it is published."""

    person: str
    name: str
    role: str
    deputy: bool
    phone: str

    @property
    def title(self) -> str:
        return f"{self.role}（替补）" if self.deputy else self.role


def compare_workers(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Changes of each grid that was and is in force, in the order of its code."""
    old, new = _posts_by_grid(before), _posts_by_grid(after)
    stayed = {one.id for one in before.live_grids}
    for grid in after.live_grids:
        if grid.id in stayed:
            yield from _compare(grid.id, grid.value.name, old.get(grid.id, []), new.get(grid.id, []), after)
    was = {one.id: one for one in published_people(before)}
    for person in published_people(after):
        if person.id in was:
            yield from _intro(person.id, was[person.id].value, person.value)


def _intro(name: str, old: Person, new: Person) -> Iterator[Change]:
    before, after = plain_text(old.intro), plain_text(new.intro)
    if before != after:
        sentence = tell_values(new.name, Text("介绍", "introduction"), before, after)
        yield Change("worker-intro", (f"person/{name}",), sentence, page_path("person", name))


def _posts_by_grid(catalogue: Catalogue) -> dict[str, list[_Post]]:
    found: dict[str, list[_Post]] = {}
    for person, members in current_roles(catalogue).items():
        entry = catalogue.people[person]
        if not is_published_person(catalogue, entry):
            continue
        phone = published_phone(entry.value) or ""
        for one in members:
            post = _Post(person, entry.value.name, one.role.role, one.role.deputy, phone)
            found.setdefault(one.role.grid, []).append(post)
    for posts in found.values():
        posts.sort(key=lambda one: (ROLE_ORDER.index(one.role), one.deputy, one.person))
    return found


def _compare(grid: str, name: str, old: list[_Post], new: list[_Post], after: Catalogue) -> Iterator[Change]:
    left = [one for one in old if not _has(new, one) and ("person", one.person) not in after.broken]
    joined = [one for one in new if not _has(old, one)]
    head_before = next((one for one in left if one.role == HEAD and not one.deputy), None)
    head_after = next((one for one in joined if one.role == HEAD and not one.deputy), None)
    if head_before and head_after:
        left.remove(head_before)
        joined.remove(head_after)
        yield _make("replaced", grid, head_after, _replaced(name, head_before, head_after))
    for one in joined:
        phone = Text(f"，电话 {one.phone}", f", phone {one.phone}") if one.phone else Text("", "")
        sentence = Text("{grid}来了{role}{name}{phone}。", "{grid}: {name} joined as {role}{phone}.")
        yield _make(
            "joined", grid, one, sentence.format(grid=name, role=one.title, name=one.name, phone=phone)
        )
    for one in left:
        sentence = Text("{who}不再是{grid}的{role}。", "{grid}: {who} is no longer {role}.")
        yield _make("left", grid, one, sentence.format(grid=name, role=one.title, who=one.name))
    yield from _phones(grid, name, old, new)


def _has(posts: list[_Post], one: _Post) -> bool:
    return any((post.person, post.role, post.deputy) == (one.person, one.role, one.deputy) for post in posts)


def _replaced(grid: str, old: _Post, new: _Post) -> Text:
    phone = Text(f"，电话 {new.phone}", f", phone {new.phone}") if new.phone else Text("", "")
    template = Text(
        "{grid}换了网格长：{old}换成{new}{phone}。", "{grid}: {new} replaces {old} as head{phone}."
    )
    return template.format(grid=grid, old=old.name, new=new.name, phone=phone)


def _phones(grid: str, name: str, old: list[_Post], new: list[_Post]) -> Iterator[Change]:
    before = {one.person: one.phone for one in old}
    for one in {post.person: post for post in reversed(new)}.values():
        was = before.get(one.person, one.phone)
        if was == one.phone:
            continue
        if not one.phone:
            sentence = Text("{grid}{role}{name}不再公布电话。", "{grid}: {name} no longer publishes a phone.")
        else:
            sentence = Text(
                "{grid}{role}{name}的电话换成 {phone}，原来的{old}不用了。",
                "{grid}: the phone of {name} is now {phone} (was {old}).",
            )
        old_phone = Text(f" {was} ", was) if was else Text("号码", "none")
        values = {"grid": name, "role": one.title, "name": one.name, "phone": one.phone, "old": old_phone}
        yield _make("phone", grid, one, sentence.format(**values))


def _make(what: str, grid: str, one: _Post, sentence: Text) -> Change:
    return Change(
        f"worker-{what}", (f"grid/{grid}", f"person/{one.person}"), sentence, page_path("grid", grid)
    )
