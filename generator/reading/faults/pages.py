"""Faults of hand-written pages."""

from generator.diagnostics import Severity
from generator.reading.faults.fault import fault

ERROR, WARNING = Severity.ERROR, Severity.WARNING

LINK_TO_NOTHING = fault(
    "PAG101",
    ERROR,
    ("链接指向没有的页面", "link to a page that is not there"),
    (
        "链接 `{target}` 指向的页面或文件不存在",
        "the link `{target}` leads to a page or file that is not there",
    ),
    (
        "改成现在的文件名（写 .md 文件相对本页的位置），或去掉这个链接",
        "correct it to the path of the .md file, relative to this page, or remove the link",
    ),
)

ANCHOR_TO_NOTHING = fault(
    "PAG104",
    ERROR,
    ("链接指向页面上没有的位置", "link to a place that the page does not have"),
    (
        "页面在，但链接 `{target}` 里 # 后面的位置没有",
        "the page is there, but not the place after # in `{target}`",
    ),
    (
        "在那一页的标题后面写上 `{{#名字}}`，或改正、去掉 # 后面的字",
        "give the heading there a name, `{{#name}}`, or correct or remove what follows the #",
    ),
)

NAV_TO_NOTHING = fault(
    "PAG102",
    ERROR,
    ("导航里有不存在的页面", "the navigation names a page that is not there"),
    ("导航里的 `{target}` 在 content/ 里没有", "`{target}` of the navigation is not in content/"),
    (
        "页面改了名就在这里跟着改，删掉了就把这一行也删掉",
        "if the page was renamed, rename it here too; if it is gone, remove the line",
    ),
)

FOLDER_ELSEWHERE = fault(
    "PAG105",
    ERROR,
    ("页面文件夹设在别处", "pages in another folder"),
    (
        "`{key}` 写的是 `{written}`；只检查、只公开 `{fixed}/` 里的文件",
        "`{key}` is `{written}`; only files in `{fixed}/` are checked and published",
    ),
    ("改回 `{key}: {fixed}`，文件也放回那里", "write `{key}: {fixed}` and keep the files there"),
)

OUTSIDE_NAV = fault(
    "PAG115",
    WARNING,
    ("页面不在导航里", "a page outside the navigation"),
    (
        "导航里没有这一页，只有知道网址、或点了别处链接的人看得到",
        "no line of the navigation leads to this page: only who knows its address, or a link, finds it",
    ),
    (
        "在 profile.yaml 的 `pages` 里加 `- {{title: 标题, page: {page}}}`，或写进 mkdocs.yml 的 not_in_nav",
        "add `- {{title: TITLE, page: {page}}}` to `pages` of profile.yaml, or to not_in_nav of mkdocs.yml",
    ),
)

ENGINE_WARNING = fault(
    "PAG103",
    WARNING,
    ("排版引擎的提醒", "a warning of the theme engine"),
    ("{engine} 提醒：{words}", "{engine} warns: {words}"),
    ("按提醒改 content/ 里的页面或 mkdocs.yml", "mend the page in content/ or mkdocs.yml as it says"),
)

PAGE_NAME = fault(
    "PAG106",
    ERROR,
    ("文件名不能用在网站上", "a file name that the site cannot hold"),
    ("这个文件名不能用：{why}", "this file name will not do: {why}"),
    (
        "改个文件名：用字母、数字、汉字和连字符，不和别的文件只差大小写",
        "rename the file: letters, digits, hyphens, and not the name of another in other case",
    ),
)

PAGE_TAKEN = fault(
    "PAG107",
    ERROR,
    ("手写页面占了数据页面的位置", "a hand-written file in the place of a page of data"),
    (
        "`{path}` 是由 menus/ 的数据做成的，这个文件不会显示",
        "`{path}` is made from data; this file would not be shown",
    ),
    (
        "改个文件名或换个文件夹；要改那个页面的内容，改 menus/ 里的条目",
        "rename or move it; to change that page, edit its entry in menus/",
    ),
)

SETTING_SHAPE = fault(
    "PAG108",
    ERROR,
    ("网站设置的写法引擎不认", "a setting of a form that no engine takes"),
    ("`{key}` 要写成{wanted}", "`{key}` must be {wanted}"),
    ("照这样改 mkdocs.yml，再检查一遍", "write it so in mkdocs.yml and check again"),
)

NOT_INSTALLED = fault(
    "PAG109",
    ERROR,
    ("网站设置里写了没有安装的东西", "a setting that names what is not installed"),
    ("`{key}` 里的 `{name}` 没有安装", "`{name}` of `{key}` is not installed"),
    (
        "改正 mkdocs.yml 里的名字，或去掉这一行",
        "correct the name in mkdocs.yml, or remove it",
    ),
)

SETTING_OF_PROFILE = fault(
    "PAG114",
    WARNING,
    ("网站设置写错了地方", "a setting in the wrong file"),
    (
        "`{key}` 写在这里不起作用，网站只看 menus/profile.yaml 里的 `{field}`",
        "`{key}` does nothing here: the site asks `{field}` of menus/profile.yaml",
    ),
    (
        "挪到 menus/profile.yaml 的 `{field}`，把这一行去掉；网址和简介可以让 `gridpress upgrade` 来搬",
        "move it to `{field}` of menus/profile.yaml; `gridpress upgrade` does so for address and description",
    ),
)

PAGE_SHAPE = fault(
    "PAG111",
    ERROR,
    ("这样写的页面排不出来", "a page that no engine gets through"),
    ("{what}，最多 {limit}；这样的页面引擎排不出来", "{what}, at most {limit}: no engine gets through that"),
    (
        "多半是粘贴时出的错：去掉多余的字符，或拆成几段",
        "probably a slip of pasting: remove what is too much, or split the paragraph",
    ),
)

NO_TEMPLATE = fault(
    "PAG112",
    ERROR,
    ("页面指定的模板不存在", "a page asks for a template that is not there"),
    ("页头的 `template: {name}` 在 site_overrides/ 里没有", "`template: {name}` is not in site_overrides/"),
    ("去掉这一行，或改成有的模板", "remove the line, or name a template that is there"),
)

CODE_IN_PAGE = fault(
    "PAG113",
    WARNING,
    ("页面里写的代码不起作用", "code in a page that does nothing"),
    (
        "`{what}` 不起作用：为了安全，网页只用本站文件里的脚本、样式和图片",
        "`{what}` does nothing: for safety pages use scripts, styles, pictures of this site's files only",
    ),
    (
        "样式和脚本写进 site_overrides/assets/ 的 .css 和 .js，图片存到 content/ 里再引用；用不着就去掉",
        "move styles and scripts to files of site_overrides/assets/ and pictures to content/, or remove it",
    ),
)
