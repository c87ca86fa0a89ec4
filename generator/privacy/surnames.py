"""Names of people: surnames, and what makes a name of the characters in a text.

That some characters are a name is weak evidence by itself; the rules ask for more beside it.
"""

import re
from collections.abc import Collection

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
"""The hundred usual ones: nine people in ten."""
RARE = (
    "俞倪施柳鲍岑齐康伍卜尤卞褚卫水窦章云葛奚郎鲁昌苗凤花酆费廉滕殷毕邬安常乐于时傅皮元平和穆萧祁禹狄米贝"
    "明臧计伏成谈茅庞纪舒屈项祝阮蓝闵席季麻强路娄危童颜梅盛刁骆樊凌霍虞支柯昝管经房裘缪干解应宗宣贲郁单杭"
    "洪包诸左吉钮嵇邢滑裴荣翁荀羊於惠甄曲封芮羿储靳汲邴糜松井富巫乌焦巴弓牧隗山谷车宓蓬全郗班仰秋仲伊宫宁"
    "仇栾暴甘钭厉戎祖符景詹束幸司韶郜蓟薄印宿怀蒲邰鄂索咸籍赖卓蔺屠蒙池乔阴胥苍双闻莘党翟贡劳逄姬申扶堵冉"
    "宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈庾终暨衡耿弘匡国文寇广禄"
    "阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚简饶空毋沙乜养鞠须丰巢关蒯查荆红游竺权逯盖益桓公仉督岳帅"
    "缑亢况郈琴墨哈谯笪阳佟楚牟佘佴禤亓郄郇邸揭粟苟芦尉迟战占仝冼隋练植潭蹇巨苑鹿信晋咎旷亚苌漆候敬恽肇"
)
"""Less usual ones; many are ordinary words too, so they count where more than a name speaks for a person."""
COMPOUND = frozenset(
    re.findall(
        r"\S+",
        "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 "
        "濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 "
        "公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 "
        "微生 公户 公玉 公仪 梁丘 公仲 公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 "
        "南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 纳兰 完颜 叶赫 爱新 ",
    )
)
NOT_GIVEN = frozenset(
    "者的内在未已租可应须需居入暂现是否所便于住搬迁址号楼室户员口镇乡县区省市街路站局院处办"
)
"""Characters that no given name holds."""
NOT_IN_NAMES = NOT_GIVEN | frozenset("人民常原家有安同工老群众")
"""Those that names may hold, but words far more often: for names that nothing parts from the text around."""
WORDS = frozenset(
    re.findall(
        r"\S+",
        "万一 万元 万科 万达 东街 严格 严重 于是 云南 云海 云端 任何 任务 何人 何时 余额 元旦 全天 "
        "全家 全程 农户 农村 农民 别墅 华侨 南街 卢布 危房 危险 台湾 台账 台风 史料 向前 向导 向阳 "
        "和苑 和谐 商铺 夏季 孔雀 宁夏 宁波 安保 安全 安吉 安庆 安徽 安置 安装 宣传 家人 宿舍 居民 "
        "屈服 常住 常务 常山 常州 常态 常见病 干事 干部 平台 平安 平房 广东 广西 应急 康复 张贴 强制 "
        "成员 成年 戴口罩 支付 支部 文化 文明 方便 方向 方式 方案 方法 施工 施救 时候 时间 景区 景点 "
        "查询 武装 段落 毛毯 毛病 水产 水务 水电 江山 江河 江苏 江边 汪洋 温岭 温州 温泉 温馨 牧民 "
        "甘肃 田地 白内障 白天 白血病 石家庄 石材 石油 祝福 祝贺 福建 程序 章程 管家 管理 红十字 "
        "红旗 通知 单位 高层 高区 "
        "周大福 周大生 车主 申请 申请人 申领 "
        "终点 经办 经济 经理 范围 西街 解决 解放 计划 计生 许可 许多 贵州 贺卡 起点 路灯 车库 "
        "车站 车间 郑重 都市 金华 金地 金属 金山 金桂 金海 金融 金都 金银花 金额 钱款 陈列 项目 马上 "
        "马路 马鞍山 高中 高温 高考 高血压 高血脂 高龄 黄山 黄石 黄金 ",
    )
)
"""Words and places that begin like a name."""
_ALL = frozenset(SURNAMES + RARE)
TITLES = (
    "阿婆|阿公|阿姨|阿伯|大爷|大妈|大伯|大娘|大叔|大姐|大哥|大嫂|奶奶|爷爷"
    "|婆婆|公公|女士|先生|师傅|老太|老汉|某某|某"
)
_TITLES = tuple(TITLES.split("|"))
_ENDS_OF_PLACES = frozenset(
    "岛山湾港屿岙浦桥坊弄苑园庄塘村里城江河湖海岭洋沙门头口角店馆行沟坑墩尖嘴礁渚滩埠渡坡坪坞圩巷庙祠寺"
    "亭界浜岸"
)
_PLACE_ENDS = frozenset("岛湾港屿岙浦坊弄苑村塘")
_ENDS_OF_SHOPS = frozenset("店馆厅部社行厂场院所站铺吧坊司")
_FAMILIAR = re.compile(rf"[老小阿][{SURNAMES}]")
"""老李, 小王."""
_LONGEST = 4
_CALLED = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:居民|村民|业主|户主|住户|老人|租客|租户|房客|群众|患者|病人|学生|孩子|残疾人|低保户"
    r"|困难户|五保户|渔民|职工|党员|邻居|家属|志愿者|申请人|当事人|投诉人|来电人|反映人|收[件货]人|寄件人|承租人|产权人|车主|房[东主]|屋主|姓名为?|名叫|叫)"
)
"""What people are called before their name."""


def split_name(name: str) -> tuple[str, ...]:
    """A full name as surname and given name; whatever is none stays whole."""
    length = 2 if name[:2] in COMPOUND and len(name) > 2 else 1  # noqa: PLR2004 - a compound surname
    return (name[:length], name[length:]) if is_full_name(name) else (name,)


def name_at_end(text: str, names: Collection[str], *, alone: bool = False) -> str | None:
    """The name that a text ends with: somebody's of the catalogue, or a surname and what follows.

    With `alone` the text before it is parted from it, so that rare surnames count too.
    """
    for length in range(_LONGEST, 1, -1):
        if len(text) >= length and text[-length:] in names:
            return text[-length:]
    called = _CALLED.match(text)
    for rest in (text, text[called.end() :] if called else ""):
        if (alone or rest != text) and (is_full_name(rest) or _FAMILIAR.fullmatch(rest)):
            return rest
    for length in (4, 3, 2):
        name = text[-length:]
        whole = len(text) == length or text[-length - 1 :][:1] not in SURNAMES
        if (
            len(name) == length
            and name not in WORDS
            and whole
            and _begins_like_a_name(name, usual=len(text) > length)
        ):
            return name
    return None


def is_called(text: str) -> bool:
    """Whether a name is led by what people are called: 居民, 户主, 老人."""
    return _CALLED.match(text) is not None


def is_full_name(text: str) -> bool:
    """Whether a text that stands alone can be a person's name, rare surnames too."""
    if "·" in text[1:-1]:
        return text[-1] not in _ENDS_OF_SHOPS
    if text in WORDS or _NO_NAME.match(text):
        return False
    return 2 <= len(text) <= _LONGEST and _begins_like_a_name(text, usual=False)  # noqa: PLR2004 - a surname and more


_NO_NAME = re.compile(r"周[一二三四五六日天末至]|高新(?:区|$)")
"""Days, and a kind of district, that begin like names."""


def _begins_like_a_name(name: str, *, usual: bool) -> bool:
    """A surname and one or two characters; without `usual` rare surnames too."""
    surname = 2 if name[:2] in COMPOUND else 1
    given = name[surname:]
    known = surname == 2 or name[0] in (SURNAMES if usual else _ALL)  # noqa: PLR2004 - 欧阳
    long = len(given) > 2 and not given.endswith(_TITLES)  # noqa: PLR2004 - one or two characters
    if len(name) > 2 and name[-1] in _PLACE_ENDS:  # noqa: PLR2004 - 田家湾
        return False
    return (
        known and given != "" and not long and not (NOT_IN_NAMES if usual else NOT_GIVEN).intersection(given)
    )


_HAN = r"\u3007\u3400-\u9fff\U00020000-\U0003ffff"
_FOLLOWS = re.compile(
    rf"$|[^{_HAN}·]|家|户|老人|老两口|收(?![取件费货入])|低保|申请|同志|反映|需|患|和|与|及|因|说|电话|手机|是|有|行动|独居|一[家人]|送|代|办|[0-9]"
    rf"|夫[妇妻]|来|请|挪|要|今|昨|已|在|也|的|{TITLES}"
)
"""What may follow a name."""
_WORD = re.compile(rf"[{_HAN}]+")
_PARTED = re.compile(rf"[{_HAN}]{{1,8}}·[{_HAN}]{{1,8}}")
"""Names like those of Uyghurs."""


def name_at_start(text: str, names: Collection[str], *, alone: bool = False) -> str | None:
    """The name that a text begins with, if a name can end there."""
    parted = _PARTED.match(text)
    if parted:
        return parted[0]
    for length in (4, 3, 2):
        name = text[:length]
        if not _WORD.fullmatch(name) or len(name) != length or not _FOLLOWS.match(text, length):
            continue
        if name in names or ((alone or is_usual(name)) and is_full_name(name)):
            return name
    return None


def is_usual(name: str) -> bool:
    """Whether a name has one of the hundred usual surnames, or one of two characters."""
    return name[0] in SURNAMES or name[:2] in COMPOUND or "·" in name


def is_surely_a_person(name: str) -> bool:
    """Whether a name is a person's even where places and shops are named: of three characters or more."""
    return is_usual(name) and len(name) > 2 and name[-1] not in _ENDS_OF_PLACES  # noqa: PLR2004 - surname and given name
