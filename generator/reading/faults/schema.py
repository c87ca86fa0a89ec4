"""Faults of the form that a workspace was written for, which the profile's `schema` tells."""

from generator.reading.faults.fault import ERROR, WARNING, fault

NEWER_SCHEMA = fault(
    "UPG101",
    ERROR,
    ("工作区比程序新", "the workspace is newer than the program"),
    (
        "这个工作区是按第 {stated} 版写法写的，这个程序只懂到第 {known} 版",
        "this workspace is written for schema {stated}; this program knows {known}",
    ),
    (
        "先升级程序：`pip install --upgrade gridpress`",
        "upgrade the program: `pip install --upgrade gridpress`",
    ),
)

OLDER_SETTINGS = fault(
    "UPG102",
    WARNING,
    ("旧写法的设置", "settings in an older form"),
    (
        "`{fields}` 写在 mkdocs.yml 里是旧写法，没有用上；现在写在 menus/profile.yaml",
        "`{fields}` in mkdocs.yml is an older form and has no effect; it belongs in menus/profile.yaml now",
    ),
    (
        "运行 `gridpress upgrade`，程序来搬，注释都保留；先看看会改什么：`gridpress upgrade --dry-run`",
        "run `gridpress upgrade`, which moves it and keeps comments; `--dry-run` shows what it would change",
    ),
)
