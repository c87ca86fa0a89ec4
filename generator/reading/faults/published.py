"""Faults of files that are published as they are: pictures, drawings, documents."""

from generator.reading.faults.fault import ERROR, WARNING, fault

PICTURE_TOO_LARGE = fault(
    "PUB101",
    ERROR,
    ("图片尺寸太大", "the picture is too large"),
    (
        "图片有 {width} × {height} 个像素，上限是 {limit}",
        "the picture has {width} × {height} pixels; the limit is {limit}",
    ),
    (
        "把图片缩到宽 2000 像素以内再放进来，旧手机才打得开",
        "scale it down to a width of 2,000; old phones cannot open it",
    ),
)

PICTURE_NOT_SHOWN = fault(
    "PUB102",
    ERROR,
    ("手机打不开的图片格式", "a picture that phones cannot show"),
    (
        "{sort} 格式的图片多数手机打不开，里面有没有拍摄地点也看不到",
        "most phones cannot show {sort}, and whether it tells where it was taken cannot be seen",
    ),
    ("另存为 JPEG 再放进来，原来的删掉", "save it as JPEG, and delete this one"),
)

ACTIVE_DRAWING = fault(
    "PUB103",
    ERROR,
    ("SVG 图里有脚本或外部引用", "a drawing with scripts or outside references"),
    ("SVG 图里有不该有的内容：{what}", "the drawing holds what it must not: {what}"),
    ("去掉这一处，或者另存为 PNG", "remove it, or save the drawing as PNG"),
)

LEFT_OUT = fault(
    "PUB105",
    WARNING,
    ("链接不会公开", "a link that is not published"),
    (
        "`{name}` 是指向别处的链接（快捷方式），不会公开，也没有检查",
        "`{name}` is a symbolic link; it is neither published nor looked into",
    ),
    (
        "要公开，就把真正的文件或文件夹放到这里；不要公开，就删掉链接",
        "put the file or folder itself here to publish it, or delete the link",
    ),
)

NOT_LOOKED_INTO = fault(
    "PUB104",
    WARNING,
    ("程序看不全的文件", "a file that cannot be looked into"),
    (
        "`{name}`（{sort}）会原样公开，里面有没有个人信息，程序看不全",
        "`{name}` ({sort}) is published as it is, and not all of it can be searched for private data",
    ),
    (
        "请人打开看一遍；能做成网页或 CSV 表的，改用它们",
        "have a person read it; prefer a page or a CSV table",
    ),
)
