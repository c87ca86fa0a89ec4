"""The command that asks the entries in SQL."""

from pathlib import Path

import click

from generator.terminal import shared


@click.command("query")
@click.argument("sql", required=False)
@click.option(
    "--csv", "csv_file", type=click.Path(path_type=Path, dir_okay=False), help="结果另写成这个 CSV 文件"
)
@click.option(
    "--xlsx", "xlsx_file", type=click.Path(path_type=Path, dir_okay=False), help="结果另写成这个 Excel 文件"
)
@click.option("--json", "as_json", is_flag=True, help="结果写成 JSON")
@click.option(
    "--seconds", type=click.FloatRange(min=0), default=60, help="最多算几秒，到了就停下", show_default=True
)
@shared
def query_command(  # noqa: PLR0913 - one parameter for each option
    root: Path,
    lang: str,
    *,
    sql: str | None,
    csv_file: Path | None,
    xlsx_file: Path | None,
    as_json: bool,
    seconds: float,
) -> None:
    """用 SQL 查条目，例如：gridpress query "SELECT 正式名称, 核实日期 FROM 服务 ORDER BY 核实日期"。

    只查不改。不写 SQL 就列出有哪些表、哪些列。草稿也在里面，draft（草稿）那一列是 1。
    """
    from generator.publishing.exporting import require_workbook, write_file
    from generator.publishing.querying import (
        ask,
        list_tables,
        render_csv,
        render_json,
        render_table,
        render_xlsx,
    )

    if xlsx_file:
        require_workbook(xlsx_file)
    answer = ask(root, sql, seconds) if sql else list_tables(root)
    for text in answer.said:
        click.echo(text.pick(lang), err=True)
    if csv_file:
        write_file(csv_file, render_csv(answer))
    if xlsx_file:
        write_file(xlsx_file, render_xlsx(answer))
    if not (csv_file or xlsx_file):
        widest = 10_000 if sql is None else 40
        click.echo(render_json(answer) if as_json else render_table(answer, widest), nl=False)
