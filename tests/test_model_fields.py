"""What a field holds is read from its type, so that no list of names can forget a new field."""

from sample_site import minimal_service

from generator.model import KINDS, PROFILE, Service
from generator.model.fields import AreaRef, Phone, Ref
from generator.model.hours import OpeningHours
from generator.model.walking import find_values, walk_fields


def service(**more):
    return Service.model_validate(minimal_service(**more))


def paths(value, wanted):
    return [one.path for one in find_values(value, wanted)]


def test_values_are_found_by_a_mark_with_their_place():
    """References in lists and in shapes inside are found with key path and kinds."""
    one = service(documents=[{"type": "d1"}], area=["c1", "g1"])
    found = {found.path: (found.value, found.mark.kinds) for found in find_values(one, Ref)}
    assert found["documents", 0, "type"] == ("d1", ("document_type",))
    assert found["area", 1] == ("g1", ("division", "grid"))


def test_values_are_found_by_a_model():
    """Hours stand at a service and at each of its places."""
    hours = {"weekly": [{"days": "周一", "open": ["8:00-9:00"]}]}
    one = service(hours=hours, locations=[{"name": "甲"}, {"name": "乙", "hours": hours}])
    assert set(paths(one, OpeningHours)) == {("hours",), ("locations", 1, "hours")}


def test_values_are_found_by_an_annotated_type():
    """A phone is told from other texts, an area from other references."""
    one = service(phone="12345", locations=[{"name": "甲", "phone": "12346"}], area=["c1"])
    assert set(paths(one, Phone)) >= {("phone",), ("locations", 0, "phone")}
    assert ("name",) not in paths(one, Phone)
    assert paths(one, AreaRef) == [("area", 0)]


def test_what_is_not_filled_in_is_not_found():
    """An empty field gives no value."""
    assert paths(service(), OpeningHours) == []


def test_every_field_of_every_kind_is_walked():
    """Fields of shapes inside follow the field that holds them."""
    found = [path for path, _ in walk_fields(Service)]
    assert (
        found.index(("locations",))
        < found.index(("locations", "phone"))
        < found.index(("locations", "hours"))
    )
    for kind in (*KINDS, PROFILE):
        assert len({path for path, _ in walk_fields(kind.model)}) >= len(kind.model.model_fields)
