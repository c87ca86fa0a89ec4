"""Faults of the form that a workspace was written for, which the profile's `schema` tells."""

from generator.reading.faults.fault import ERROR, fault

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
