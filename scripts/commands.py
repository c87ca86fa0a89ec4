"""Every command and option as the program itself knows them: docs/commands.zh-CN.md."""

from collections.abc import Iterator

import click

from generator.cli import main

HEAD = """\
# 命令大全

由 `make docs` 从程序生成，和 `gridpress 命令 --help` 说的一样。
"""
WORDS = {"[default: ": "[默认 ", "[required]": "[必填]"}
"""What click says in English, and how it is said here."""
PIPE = r"\|"
"""A pipe within a table."""


def render_commands_page() -> str:
    """The page: options that every command takes once, then each command in the order of their names."""
    shared = set.intersection(
        *({_spell(one) for one in command.params} for command in main.commands.values())
    )
    some = next(iter(main.commands.values()))
    parts = [
        HEAD,
        "## 每个命令都有的选项",
        _list_options(one for one in some.params if _spell(one) in shared),
    ]
    for name, command in sorted(main.commands.items()):
        parts += [
            f"## gridpress {name}",
            _clean(command.help or ""),
            f"```text\n{_show_usage(name, command)}\n```",
        ]
        own = [one for one in command.params if _spell(one) not in shared]
        parts += [_list_options(own)] if any(isinstance(one, click.Option) for one in own) else []
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _spell(parameter: click.Parameter) -> str:
    return "、".join((*parameter.opts, *parameter.secondary_opts))


def _show_usage(name: str, command: click.Command) -> str:
    context = click.Context(command, info_name=f"gridpress {name}")
    pieces = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    return pieces.replace("[OPTIONS]", "[选项]")


def _list_options(parameters: Iterator[click.Parameter] | list[click.Parameter]) -> str:
    rows = ["| 选项 | 说明 |", "|---|---|"]
    for one in parameters:
        if isinstance(one, click.Option):
            context = click.Context(main, show_default=False)
            spelt, told = one.get_help_record(context) or ("", "")
            for english, chinese in WORDS.items():
                told = told.replace(english, chinese)
            rows.append(f"| `{spelt.replace('|', PIPE)}` | {told} |")
    return "\n".join(rows)


def _clean(text: str) -> str:
    """Lines of a paragraph joined, as a terminal shows them."""
    paragraphs = text.replace("\b", "").split("\n\n")
    return "\n\n".join("".join(line.strip() for line in part.split("\n")) for part in paragraphs)
