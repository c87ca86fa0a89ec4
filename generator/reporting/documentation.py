"""The documentation of every code, for `gridpress explain` and the rule pages."""

from pydantic import BaseModel
from rapidfuzz import distance, process

from generator.diagnostics import Text
from generator.model import KINDS, PROFILE
from generator.reading.faults import FAULTS
from generator.reading.faults.fault import Fault
from generator.reporting.samples import describe_field, nested_model
from generator.rules import RULE_MODULES, documentation

SUGGESTIONS = 4


def list_codes() -> list[str]:
    """All codes of faults and rules, in order."""
    return sorted({fault.code for fault in FAULTS} | {module.CODE for module in RULE_MODULES})


def suggest_codes(code: str) -> list[str]:
    """Known codes that are spelt most alike."""
    found = process.extract(code, list_codes(), scorer=distance.JaroWinkler.similarity, limit=SUGGESTIONS)
    return [best[0] for best in found]


def find_title(code: str) -> Text:
    """What a code is about, in a few words. KeyError for an unknown code."""
    fault = next((fault for fault in FAULTS if fault.code == code), None)
    return fault.title if fault else documentation(code).title


def render_explanation(code: str, lang: str) -> str | None:
    """What a code means and what to do about it; None for an unknown code."""
    fault = next((fault for fault in FAULTS if fault.code == code), None)
    if fault is not None:
        return _explain_fault(fault, lang)
    if code not in list_codes():
        return None
    found = documentation(code)
    return f"{code} {found.title.pick(lang)}\n\n{found.body.pick(lang)}"


def _explain_fault(fault: Fault, lang: str) -> str:
    label = Text("怎么改：", "What to do: ").pick(lang)
    shown = Text("会这样说：", "Says: ").pick(lang)
    lines = [
        f"{fault.code} {fault.title.pick(lang)}",
        "",
        shown + fault.message.pick(lang),
        label + fault.hint.pick(lang),
    ]
    return "\n".join(lines)


def render_rules_page() -> str:
    """docs/rules.md: every fault and rule in both languages, in order of their codes."""
    parts = [
        "# Rules and faults",
        "Generated from the code by `make docs`; `gridpress explain CODE` prints one of them.",
        "Each rule says under 过期 and Lapse what time does. Of the faults only WVR101 lapses.",
    ]
    for code in list_codes():
        zh, en = render_explanation(code, "zh") or "", render_explanation(code, "en") or ""
        parts += [f"## {zh.partition(chr(10))[0]}", _body(zh), f"*{en.partition(chr(10))[0]}*", _body(en)]
    return "\n\n".join(parts) + "\n"


def _body(text: str) -> str:
    return text.partition("\n")[2].strip()


def render_fields_page() -> str:
    """docs/fields.md: the fields of every kind, as an editor looks them up."""
    parts = [
        "# 字段一览",
        "由 `make docs` 从程序生成。带 * 的必填；`gridpress new` 写的样本里有同样的说明。",
    ]
    for kind in (*KINDS, PROFILE):
        where = f"menus/{kind.folder}/编号.yaml" if kind.folder else "menus/profile.yaml"
        parts += [f"## {kind.title.zh}（{kind.name}）", f"文件：`{where}`", *_field_tables(kind.model)]
    return "\n\n".join(parts) + "\n"


def _field_tables(model: type[BaseModel], title: str = "") -> list[str]:
    rows, below = [], []
    for name, info in model.model_fields.items():
        mark = " *" if info.is_required() else ""
        default = info.default if isinstance(info.default, (int, float, str)) else None
        usual = (
            f"；默认 {default:g}" if isinstance(default, float) else f"；默认 {default}" if default else ""
        )
        rows.append(f"| `{name}`{mark} | {describe_field(info).replace('|', '／')}{usual} |")
        nested, _ = nested_model(info)
        if nested is not None:
            below += _field_tables(nested, f"{title}{'.' if title else ''}{name}")
    table = "\n".join(["| 字段 | 说明 |", "|---|---|", *rows])
    return [*([f"`{title}` 里面："] if title else []), table, *below]
