"""The publisher's profile: the city's own numbers, on every page and in every handbook."""

from generator.diagnostics import Text
from generator.views.projections import Chapter, NotShown, Publication, Section

OFFICES = Section("office", Text("电话和办公时间", "Phones and office hours"))
"""What residents may have written down: numbers of the city, of communities, of organisations."""

PUBLICATION = Publication(
    kind="profile",
    pages=NotShown("it stands in the head and the foot of every page"),
    search=NotShown("every page shows it, and a search that finds nothing offers the hotline"),
    open_data=NotShown("each file names the publisher"),
    changes=OFFICES,
    dated=NotShown("an entry has no date that residents notice"),
    feed=NotShown("each feed names the publisher"),
    structured_data=NotShown("data on pages name their own offices"),
    handbook=(
        Chapter("emergencies", Text("紧急电话", "emergency numbers")),
        Chapter("supervision_phone", Text("监督电话", "supervision phone")),
        Chapter("holidays", Text("放假和调休", "holidays and 调休")),
    ),
)
