"""The profile: who publishes, with which codes, thresholds and settings.

Each threshold's default names its source, or says that it is a convention.
"""

from typing import Annotated

from pydantic import Field

from generator.model.assessment import Weights
from generator.model.fields import (
    ENGLISH,
    Count,
    Date,
    DivisionRef,
    English,
    Flag,
    Line,
    Number,
    Phone,
    Prose,
    Shape,
    SiteUrl,
    TimeZone,
    Url,
)
from generator.model.grid import GridFunction, StandingDuty
from generator.model.person import RoleName
from generator.model.prints import PrintSettings
from generator.model.site import LICENCE, ExtraPage, Filings, Licence, PlainWord, Saying

Days = Annotated[Count, Field(le=36_525)]
"""A number of days, up to a hundred years of them."""


class Hotline(Shape):
    """The number for everything that fits nowhere else."""

    name: Line = Field(title="名称")
    phone: Phone = Field(title="电话")
    note: Line | None = Field(None, title="说明", description="例如：24小时有人接")


class Emergency(Shape):
    """A number for emergencies, printed in every handbook."""

    name: Line = Field(title="名称", description="例如：火警")
    phone: Phone = Field(title="电话")


class GridCode(Shape):
    """How grid codes are built: the community's 12 digits and a sequence.

    Source of the 12 digits: 统计用区划代码. Three digits of sequence are a convention; local schemes differ.
    """

    sequence_digits: Annotated[Count, Field(ge=1, le=8)] = Field(
        3, title="顺序号位数", description="默认 3 位；各地标准不同"
    )


class HouseholdRange(Shape):
    """Households that a kind of grid should have."""

    least: Count = Field(title="最少")
    most: Count = Field(title="最多")


class Households(Shape):
    """Ranges by kind. Source: 舟山市网格化服务管理条例 art. 9."""

    general: HouseholdRange = Field(HouseholdRange(least=300, most=500), title="综合网格户数")
    micro: HouseholdRange = Field(HouseholdRange(least=50, most=80), title="微网格户数")


class Assurance(Shape):
    """How long an assurance holds, in days. Convention: a year, half a year for 政务 services."""

    days: Days = Field(365, title="核实有效天数")
    government_days: Days = Field(180, title="政务服务核实有效天数")
    much_later: Number = Field(2.0, title="严重过期倍数", description="超过有效天数的几倍算错误")


class Coverage(Shape):
    """Tolerance of gaps and overlaps as a share of the community's area.

    Official tessellations hold rounding gaps of 1e-10; real slivers start near 1e-8; 1e-9 lies between.
    """

    tolerance: Number = Field(1e-9, title="面积容差")


class NamedHoliday(Shape):
    """A holiday that is not the whole country's, such as 三月三."""

    name: Line = Field(title="节日")
    on: Date = Field(title="放假的一天", description="写其中一天就行，例如第一天")


class CalendarYear(Shape):
    """One year's public holidays and 调休 working days, for years the built-in calendar lacks."""

    year: Count = Field(title="年份")
    holidays: tuple[Date, ...] = Field(title="放假日期")
    workdays: tuple[Date, ...] = Field((), title="调休上班日期")
    names: tuple[NamedHoliday, ...] = Field(
        (), title="地方节日", description="全国的节日不用写；本地另外放假的，写节日和日期"
    )


class StaffMinimum(Shape):
    """How many of a role a grid needs."""

    role: RoleName = Field(title="身份")
    least: Count = Field(1, title="最少人数")


class Staffing(Shape):
    """The staffing profile of a grid function. Convention; the paper asks only that functions differ."""

    function: GridFunction = Field(title="网格功能")
    roles: tuple[StaffMinimum, ...] = Field(title="配备", min_length=1)


class FunctionDuty(StandingDuty):
    """A standing duty of all grids, or of those with one function. How often is a convention."""

    function: GridFunction | None = Field(None, title="网格功能", description="不写就是所有网格")


class Islands(Shape):
    """From how many residents an inhabited island needs a grid. Source: 舟山市网格化服务管理条例 art. 9."""

    residents: Count = Field(50, title="人口")


class AssessmentSettings(Shape):
    """Reverse assessment. Weights and minimum numbers are conventions, printed beside the figures."""

    weights: Weights = Field(Weights(), title="权重")
    ranking_cases: Count = Field(30, title="少于几件不排名")
    smallest_cell: Count = Field(5, title="小于几不公布")


class HonourSettings(Shape):
    """Public notice of honours, in working days with 调休 counted. Convention of public notices."""

    notice_workdays: Count = Field(5, title="公示工作日")


class HandbookSettings(Shape):
    """How much a handbook holds. Convention: what still folds into a booklet of 32 sheets."""

    most_services: Count = Field(
        80, title="手册最多印几项服务", description="本网格和本社区的总是全印，全市的印到这个数为止"
    )


class Detection(Shape):
    """Early warning by EARS (Hutwagner et al. 2003), whose thresholds are the defaults.

    The minimum sigma for sparse counts and the test of a lasting share are conventions.
    """

    c1: Number = Field(3.09, title="C1 阈值")
    c2: Number = Field(3.09, title="C2 阈值")
    c3: Number = Field(1.96, title="C3 阈值")
    least_sigma: Number = Field(0.5, title="最小标准差")
    lasting_weeks: Count = Field(8, title="倾向性看几周")
    lasting_ratio: Number = Field(1.5, title="倾向性倍数", description="近几周占比是前一年同类占比的几倍")


class Waiver(Shape):
    """A rule set aside for one entry, with a reason and an end."""

    rule: Line = Field(title="规则代码", description="例如：GRD104")
    entry: Line = Field(title="条目", description="种类/编号，例如：grid/chaojing-1")
    reason: Line = Field(title="理由")
    until: Date = Field(title="到哪天")


DEFAULT_STAFFING = (
    Staffing(
        function="重点", roles=(StaffMinimum(role="专职网格员", least=1), StaffMinimum(role="网格指导员"))
    ),
    Staffing(function="服务", roles=(StaffMinimum(role="专职网格员"),)),
    Staffing(function="联络", roles=(StaffMinimum(role="兼职网格员"),)),
)


class Profile(Shape):
    """The publisher of the site."""

    site_name: Line = Field(title="网站名称")
    site_url: SiteUrl | None = Field(
        None,
        title="网站网址",
        description="网站放在哪里，例如：https://grid.example.cn/；定了就写，二维码要用",
    )
    description: Line | None = Field(
        None, title="网站简介", description="一句话；手写的页面没有自己的说明时，转发、搜索显示它"
    )
    city: DivisionRef = Field(title="城市", description="最上一级区划的编号")
    demo: Flag = Field(default=False, title="演示", description="虚构的城市写 true，每页会显示说明")
    as_of: Date | None = Field(None, title="演示用的今天", description="只在演示里有效，让内容不会过期")
    time_zone: TimeZone = Field(
        "Asia/Shanghai", title="时区", description="“今天”是这个时区的今天，不管程序在哪里运行"
    )
    intro: Prose | None = Field(None, title="介绍")
    english: English | None = ENGLISH
    publisher: Line = Field(title="主办单位")
    licence: Licence | None = LICENCE
    hotline: Hotline = Field(title="服务热线")
    supervision_phone: Phone = Field(title="监督电话")
    emergencies: tuple[Emergency, ...] = Field((), title="紧急电话")
    dialect: tuple[Saying, ...] = Field(
        (), title="方言", description="查找时当作同样意思的词；常见的说法已经有了，本地特有的写在这里"
    )
    plain_words: tuple[PlainWord, ...] = Field(
        (), title="官话换白话", description="难懂的词和好懂的说法，check --words 会提示；常见的已经有了"
    )
    edit_url: Url | None = Field(
        None, title="编辑网址", description="仓库里编辑文件的网址前缀，后面接文件路径"
    )
    pages: tuple[ExtraPage, ...] = Field(
        (), title="另加的页面", description="自己写在 content/ 里的页面，加进导航"
    )
    grid_code: GridCode = Field(
        GridCode(),
        title="网格代码规则",
        description="社区 12 位代码加顺序号。来源：统计用区划代码；顺序号几位是约定，各地不同",
    )
    households: Households = Field(
        Households(),
        title="户数范围",
        description="综合网格 300 到 500 户，微网格 50 到 80 户。来源：《舟山市网格化服务管理条例》第九条",
    )
    assurance: Assurance = Field(
        Assurance(), title="核实期限", description="约定：核实一次管一年，政务服务管半年"
    )
    coverage: Coverage = Field(
        Coverage(),
        title="覆盖检查",
        description="约定：官方划界的舍入误差在百亿分之一，真缝隙在亿分之一以上，取两者之间",
    )
    islands: Islands = Field(Islands(), title="岛屿", description="来源：《舟山市网格化服务管理条例》第九条")
    staffing: tuple[Staffing, ...] = Field(
        DEFAULT_STAFFING,
        title="网格配备",
        description="约定；来源只要求三种网格有差别：《新冠肺炎疫情下基层治理组织再造研究》，林巧，2020",
    )
    duties: tuple[FunctionDuty, ...] = Field(
        (),
        title="网格常态职责",
        description="宣传、收集民意、予以帮助。来源：林巧，2020；多久一次是约定",
    )
    assessment: AssessmentSettings = Field(
        AssessmentSettings(),
        title="反向考核",
        description="三个率和三个环节的来源：林巧，2020，和回访考核的通行做法；权重、件数是约定，随分数公布",
    )
    handbook: HandbookSettings = Field(
        HandbookSettings(), title="网格手册", description="约定：不超过骑马订能装订的厚度"
    )
    prints: PrintSettings = Field(PrintSettings(), title="印刷", description="约定：纸用 A4，手册是 A5")
    honours: HonourSettings = Field(
        HonourSettings(), title="荣誉", description="约定：公示五个工作日，是公示的通行做法"
    )
    detection: Detection = Field(
        Detection(),
        title="预警",
        description="阈值来源：美国疾控中心 EARS（Hutwagner 等，2003）；其余是约定",
    )
    grace_days: Days = Field(
        30,
        title="过期宽限天数",
        description="约定：任期、豁免等到期后，提醒多少天算错误；过期的不影响发布，服务核实另有期限",
    )
    stale_after_days: Days = Field(
        7,
        title="几天没更新要提醒",
        description="约定：网页做好超过这么多天还在看，页面顶上会说“这一版是几天前做的”，并给出服务热线",
    )
    keeps_offline: Flag = Field(
        default=True,
        title="没有网也能看",
        description="居民的手机里存一份自己网格的页面，没有网时看；写 false，下次上网时手机里存的就删掉",
    )
    waivers: tuple[Waiver, ...] = Field((), title="豁免", description="对哪个条目、哪条规则，为什么，到哪天")
    calendar: tuple[CalendarYear, ...] = Field(
        (), title="放假安排", description="程序里没有的年份才写。来源：国务院办公厅每年的放假通知"
    )
    filings: Filings = Field(
        Filings(), title="备案信息", description="显示在每页底部。来源：公开网站的备案规定"
    )

    @property
    def address(self) -> str:
        """The site's address, ending in a slash; "" when none is given."""
        return f"{self.site_url.rstrip('/')}/" if self.site_url else ""
