"""Words of others that our catalogue of data uses: themes, formats, licences, whatever else has an address.

For most of them DCAT-AP names lists of the EU (publications.europa.eu). Its SHACL shapes
(`releases/3.0.1/html/shacl`: `range.ttl`, `mdr-vocabularies.shape.ttl`) want to read of each thing what it is
and which list it is from: that stands in our files, so that nobody has to fetch the lists.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.diagnostics import Text
from generator.outputs.exports.graph import Iri, Literal, Node, Statement
from generator.standards.dcat_rules import DCAT_AP
from generator.standards.rdf_profile import TEXT

_EU = "http://publications.europa.eu/resource/authority/"
THEMES = f"{_EU}data-theme"
CHINESE = f"{_EU}language/ZHO"
IRREGULAR = f"{_EU}frequency/IRREG"
PUBLIC = f"{_EU}access-right/PUBLIC"
STABLE = f"{_EU}planned-availability/STABLE"
_AGENTS = "http://purl.org/adms/publishertype/"
LOCAL, REGIONAL = f"{_AGENTS}LocalAuthority", f"{_AGENTS}RegionalAuthority"
MEDIA_TYPE = "https://www.iana.org/assignments/media-types/"
SHA256 = f"{DCAT_AP.prefixes['spdx']}checksumAlgorithm_sha256"
_FORMATS = {
    "application/atom+xml": "ATOM",
    "application/csvm+json": "JSON_LD",
    "application/feed+json": "JSON",
    "application/geo+json": "GEOJSON",
    "application/json": "JSON",
    "application/ld+json": "JSON_LD",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "XLSX",
    "text/calendar": "ICS",
    "text/csv": "CSV",
    "text/turtle": "RDF_TURTLE",
}
"""Codes of the EU's file types; it has none for SQLite and vCard."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a group of files is about: themes of the EU's list, words to find it by."""

    themes: tuple[str, ...]
    zh: tuple[str, ...]
    en: tuple[str, ...]


_SUBJECTS = """
services | GOVE SOCI | 公共服务 办事 便民服务 服务时间 | public services, opening hours
grids | GOVE REGI | 网格 网格化管理 社区治理 | community grids, neighbourhoods
rosters | GOVE | 值班 值班电话 | duty rosters, telephones
assessments | GOVE | 考核 办理情况 | assessment of departments
statistics | GOVE SOCI | 诉求 投诉 统计 | complaints, statistics
organizations | GOVE | 机构 部门 统一社会信用代码 | organizations, departments
divisions | REGI GOVE | 行政区划 区划代码 社区 避灾点 | administrative divisions, shelters
matters | GOVE | 事项清单 网格员职责 | tasks of grid workers
matter_categories | GOVE | 事项分类 | categories of tasks
information_items | GOVE JUST | 信息采集 个人信息保护 | data collection, privacy
plans | JUST GOVE | 应急预案 防灾 | incident plans, emergencies
teams | GOVE | 服务团队 志愿者 | teams, volunteers
notices | GOVE | 公告 通知 | notices
charters | GOVE SOCI | 居民公约 村规民约 | charters of communities
evaluations | GOVE | 第三方评估 | evaluations
audiences | SOCI | 人群 服务对象 | audiences
categories | GOVE | 服务分类 | categories of services
life_events | SOCI | 人生事件 | life events
document_types | GOVE | 办事材料 证件 | documents to bring
dictionary | GOVE | 数据字典 数据元 | data dictionary
grids-geojson | REGI | 地图 网格边界 行政区划边界 地点 | maps, boundaries, places
hsds | GOVE SOCI | 服务目录 公共服务 | service directory, HSDS, CPSV-AP
database | GOVE | 数据库 数据目录 元数据 | database, metadata
atom | GOVE | 订阅 公告 日历 联系人 | feeds, calendars, contacts
cities | REGI GOVE | 各市目录 | cities of the province
deviations | GOVE | 各市不同的写法 | what cities say otherwise
province | GOVE | 订阅 公告 | feeds, notices
"""
SUBJECTS = {
    name: Subject(tuple(themes.split()), tuple(zh.split()), tuple(one.strip() for one in en.split(",")))
    for name, themes, zh, en in (
        [part.strip() for part in line.split("|")] for line in _SUBJECTS.strip().splitlines()
    )
}
"""By the name of the group."""


def subject_of(name: str, about: Text) -> Subject:
    """What a group is about: one without a line here is the government's, found by its title."""
    return SUBJECTS.get(name) or Subject(("GOVE",), (about.zh,), (about.en,))


_CLASSES = {one.name: one.holds for one in DCAT_AP.properties if one.holds not in {"", TEXT}}
"""What the value of a property is."""
_LABELS = {
    f"{THEMES}/GOVE": "Government and public sector",
    f"{THEMES}/JUST": "Justice, legal system and public safety",
    f"{THEMES}/REGI": "Regions and cities",
    f"{THEMES}/SOCI": "Population and society",
    STABLE: "stable",
    LOCAL: "Local Authority",
    REGIONAL: "Regional Authority",
}
_SCHEMES = {THEMES: "Data theme", f"{_AGENTS}1.0": "ADMS publisher type vocabulary"}
"""Lists of concepts that DCAT-AP wants to know as such."""


def theme(code: str) -> Iri:
    """A theme by its code in the EU's list."""
    return Iri(f"{THEMES}/{code}")


def format_of(media_type: str) -> tuple[Statement, ...]:
    """The media type by its address at IANA, and the EU's code of it where there is one."""
    code = _FORMATS.get(media_type)
    named: Statement = ("dcat:mediaType", Iri(MEDIA_TYPE + media_type))
    return (named, ("dct:format", Iri(f"{_EU}file-type/{code}"))) if code else (named,)


def explain_terms(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes, and after them what each thing of others is that they name, once."""
    found, own = dict[str, str](), set[str]()
    for node in nodes:
        yield node
        own.add(node.id)
        for predicate, value in node.says:
            if isinstance(value, Iri) and predicate in _CLASSES:
                found.setdefault(value.value, _CLASSES[predicate])
    for scheme in _SCHEMES.keys() & {_scheme_of(name) for name in found}:
        found[scheme] = "skos:ConceptScheme"
    for name, type_ in sorted(found.items()):
        if name not in own:
            yield Node(name, type_, tuple(_say(name)))


def _say(name: str) -> Iterator[Statement]:
    if name in _SCHEMES:
        yield "dct:title", Literal(_SCHEMES[name], "en")
    if label := _LABELS.get(name):
        yield "skos:prefLabel", Literal(label, "en")
    if scheme := _scheme_of(name):
        yield "skos:inScheme", Iri(scheme)


def _scheme_of(name: str) -> str:
    """The list that a term stands in; "" for what stands in none."""
    if name.startswith(_AGENTS):
        return f"{_AGENTS}1.0" if name != f"{_AGENTS}1.0" else ""
    above = name.rpartition("/")[0]
    return above if above.startswith(_EU) else ""
