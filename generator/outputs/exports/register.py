"""The register of exports, beside that of kinds: every file that the site hands to programs and to Excel.

A new export is a line here. The page of open data, the catalogues and the descriptions list what stands here.
"""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from generator.artifact import Artifact
from generator.catalogue import Catalogue
from generator.diagnostics import Text
from generator.outputs.exports import cpsv, database
from generator.outputs.exports.catalogues import (
    API_CATALOG,
    OPENAPI,
    render_api_catalog,
    render_openapi,
)
from generator.outputs.exports.dcat import JSON_LD, TURTLE, render_dcat
from generator.outputs.exports.export import Export, Made, Render, measure
from generator.outputs.exports.geojson import MAPS
from generator.outputs.exports.hsds import HSDS, STANDARDS
from generator.outputs.exports.metadata import CSVW, PACKAGE, render_csvw, render_package
from generator.outputs.exports.tables import TABLES
from generator.outputs.feeds import count_feeds, render_feeds
from generator.standards.cpsv_rules import STANDARD
from generator.standards.dcat_rules import DCAT_AP
from generator.views.open_records import FIRST_EDITION
from generator.views.reference_records import SECOND_EDITION

NEWS = Text("订阅和日历", "Feeds and calendars")
FOR_PROGRAMS = Text("目录和说明，给程序用", "Catalogues and descriptions, for programs")

FILES: tuple[Export, ...] = (
    *TABLES,
    *MAPS,
    *HSDS,
    Export(
        name="cpsv-ap-jsonld",
        about=STANDARDS,
        title=Text("公共服务（CPSV-AP）", "Public services (CPSV-AP)"),
        says=Text(
            "欧盟的公共服务词汇表，供处理关联数据的程序使用。",
            "The European vocabulary of public services, for linked data.",
        ),
        format="CPSV-AP 3.2.0 JSON-LD",
        media_type="application/ld+json",
        path=cpsv.JSON_LD,
        version="v1",
        since=datetime.date(2026, 11, 29),
        render=cpsv.render_cpsv,
        rows=cpsv.count_services,
        standard=STANDARD,
    ),
    Export(
        name="cpsv-ap-turtle",
        about=STANDARDS,
        title=Text("公共服务（CPSV-AP）", "Public services (CPSV-AP)"),
        says=Text("和上面一样，写成 Turtle。", "The same in Turtle."),
        format="CPSV-AP 3.2.0 Turtle",
        media_type="text/turtle",
        path=cpsv.TURTLE,
        version="v1",
        since=datetime.date(2026, 11, 29),
        render=None,
        rows=cpsv.count_services,
        standard=STANDARD,
        made_with="cpsv-ap-jsonld",
    ),
    Export(
        name="database",
        about=FOR_PROGRAMS,
        title=Text("一个文件的数据库", "One database"),
        says=Text(
            "上面全部的表，带外键、中文视图和全文检索，用 SQLite、Datasette 打开。",
            "All tables above with foreign keys, views in Chinese and full text, for SQLite and Datasette.",
        ),
        format="SQLite",
        media_type="application/vnd.sqlite3",
        path=database.PATH,
        version="v1",
        since=SECOND_EDITION,
        render=database.render_database,
        standard="https://www.sqlite.org/fileformat2.html",
    ),
    Export(
        name="csvw",
        about=FOR_PROGRAMS,
        title=Text("表格的结构", "What the tables hold"),
        says=Text(
            "每张 CSV 表的列、类型、主键和外键。",
            "Columns, types, primary and foreign keys of each CSV file.",
        ),
        format="CSVW",
        media_type="application/csvm+json",
        path=CSVW,
        version="v1",
        since=SECOND_EDITION,
        render=render_csvw,
        standard="https://www.w3.org/TR/tabular-metadata/",
    ),
    Export(
        name="data-package",
        about=FOR_PROGRAMS,
        title=Text("数据包", "Data package"),
        says=Text("同样的内容，Frictionless 工具用。", "The same for Frictionless tools."),
        format="Data Package",
        media_type="application/json",
        path=PACKAGE,
        version="v1",
        since=SECOND_EDITION,
        render=render_package,
        standard="https://specs.frictionlessdata.io/data-package/",
    ),
    Export(
        name="atom",
        about=NEWS,
        title=Text("公告订阅", "Feeds of notices"),
        says=Text(
            "全市、每个社区、每个网格的公告，订阅软件用。",
            "Notices of the city, of each community and each grid, for feed readers.",
        ),
        format="Atom",
        media_type="application/atom+xml",
        path="feeds/{area}.xml",
        version="v1",
        since=FIRST_EDITION,
        render=partial(render_feeds, endings=("xml",)),
        rows=count_feeds,
        standard="https://www.rfc-editor.org/rfc/rfc4287",
    ),
    Export(
        name="json-feed",
        about=NEWS,
        title=Text("公告订阅", "Feeds of notices"),
        says=Text("和上面一样，给程序用。", "The same for programs."),
        format="JSON Feed 1.1",
        media_type="application/feed+json",
        path="feeds/{area}.json",
        version="v1",
        since=FIRST_EDITION,
        render=partial(render_feeds, endings=("json",)),
        rows=count_feeds,
        standard="https://www.jsonfeed.org/version/1.1/",
    ),
    Export(
        name="calendars",
        about=NEWS,
        title=Text("日历", "Calendars"),
        says=Text(
            "公告、值班这些有日子的页面，旁边都有一个同名的日历文件，可以加进手机日历。",
            "Beside each page that has dates, of a notice or a roster, a calendar of the same name.",
        ),
        format="iCalendar",
        media_type="text/calendar",
        path="{folder}/{page}.ics",
        version="v1",
        since=datetime.date(2026, 11, 28),
        render=None,
        standard="https://www.rfc-editor.org/rfc/rfc5545",
    ),
    Export(
        name="contacts",
        about=NEWS,
        title=Text("联系人", "Contacts"),
        says=Text(
            "服务、网格、机构的页面旁边都有一个同名的联系人文件，可以存进手机通讯录。",
            "Beside the page of each service, grid and organization, a contact of the same name.",
        ),
        format="vCard 3.0",
        media_type="text/vcard",
        path="{folder}/{page}.vcf",
        version="v1",
        since=datetime.date(2026, 11, 28),
        render=None,
        standard="https://www.rfc-editor.org/rfc/rfc2426",
    ),
)


def find_export(path: str) -> Export | None:
    """The line of the register that a file of the site belongs to."""
    return next((one for one in EXPORTS if one.covers(path)), None)


def _describe(
    name: str, title: Text, says: Text, form: tuple[str, str, str, str], render: Render | None
) -> Export:
    """A description of the files: `form` is its path, the name of its form, its media type, its standard."""
    path, format_, media_type, standard = form
    return Export(
        name=name,
        about=FOR_PROGRAMS,
        title=title,
        says=says,
        format=format_,
        media_type=media_type,
        path=path,
        version="v1",
        since=SECOND_EDITION,
        render=render,
        standard=standard,
    )


_DCAT = Text("数据目录", "Catalogue of data")
_LISTS = Text(
    "这一页列出的全部文件，数据门户能收录。", "All files of this page, for data portals to take up."
)
_DCATS = (
    ("dcat-jsonld", JSON_LD, "JSON-LD", "application/ld+json"),
    ("dcat-turtle", TURTLE, "Turtle", "text/turtle"),
)
EXPORTS: tuple[Export, ...] = (
    *FILES,
    *(
        replace(
            _describe(name, _DCAT, _LISTS, (path, f"DCAT-AP，{form}", media_type, DCAT_AP.standard), None),
            describe=partial(render_dcat, FILES, path),
        )
        for name, path, form, media_type in _DCATS
    ),
    _describe(
        "openapi",
        Text("地址说明", "Description of the addresses"),
        Text("每个文件的地址和内容，编程用。", "Where each file is and what it holds, for developers."),
        (OPENAPI, "OpenAPI 3.1", "application/vnd.oai.openapi+json", "https://spec.openapis.org/oas/v3.1.0"),
        lambda catalogue, site_url: [render_openapi(FILES, catalogue, site_url)],
    ),
    _describe(
        "api-catalog",
        Text("程序的入口", "Where programs begin"),
        Text(
            "从这个固定的地址找到上面各种说明。", "The well-known address that leads to these descriptions."
        ),
        (API_CATALOG, "RFC 9727", "application/linkset+json", "https://www.rfc-editor.org/rfc/rfc9727"),
        lambda catalogue, site_url: [render_api_catalog(catalogue, site_url)],
    ),
)


def find_maker(path: str) -> Export | None:
    """The line that renders a file of the site."""
    found = find_export(path)
    return next((one for one in EXPORTS if found and one.name == found.made_with), found)


def render_exports(catalogue: Catalogue, site_url: str) -> Iterator[Artifact]:
    """All files of the register. `site_url` may be empty; else addresses are whole."""
    root = site_url.rstrip("/") + "/" if site_url else ""
    made: dict[str, Made] = {}
    for one in EXPORTS:
        for artifact in one.make(catalogue, root, made):
            made[artifact.path] = measure(artifact)
            yield artifact
