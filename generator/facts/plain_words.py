"""Words of offices and what residents say instead: written for Gridpress, no list of anybody's.

A line holds the official word, its plain form, and longer words that hold the first and are plain.
"""

_TABLE = """
办理 办 办理地点 办理时间 办理时限 办理流程
予以 给
给予 给
不予 不
凭 拿着 凭证 文凭 凭空 任凭 只凭 不凭 不能凭 不得凭 凭借 凭据 凭什么 仅凭 光凭
户籍 户口 户籍窗口 户籍室 户籍民警 户籍科
逾期 过了期
携带 带上
随身携带 带在身上
出具 开
领取 领
申领 领
申办 办
缴纳 交
缴费 交费 缴费年限 缴费基数 缴费凭证 缴费单 缴费方式 参保缴费
缴存 存
咨询 问 咨询师 心理咨询 法律咨询 咨询电话 咨询服务 咨询窗口 咨询费 咨询公司 咨询机构 咨询台
知悉 知道
告知 告诉 告知书 告知承诺
须 要 必须 须知 无须 毋须 胡须 须要
均须 都要
应当 应该
不得 不能 不得不 舍不得 怪不得 恨不得 巴不得 了不得 来不得 要不得 见不得 由不得
方可 才能
均可 都可以 平均可
均不 都不 平均不
届满 到期
期满 到期 服役期满
届时 到时候
即日起 今天起
之日起 那天起
即可 就行 随即可
亦可 也可以
亦 也
尚未 还没有
务必 一定要
切勿 千万不要
请勿 请不要
酌情 看情况
逐一 一个一个
逐户 一家一家
递交 交
提交 交
呈交 交
填报 填
填写完整 填全
载明 写明
签署 签字
加盖 盖
核验 核对
提供材料 带材料
提供证明 带证明
提供身份证 带身份证
提供户口 带户口
持有 有 持有人 持有者 持有效
持身份证 带身份证
持本人 带本人
无需 不用
无须 不用
毋须 不用
毋需 不用
免予 不用
若 如果 若干 若是 若非 倘若 假若 若无其事 般若 如若
倘若 如果
如若 如果
该项 这一项 应该项
该类 这一类 应该类
上述 上面说的
下列 下面
依照 按照
依规 按规定 违法依规
居住地 住的地方
现居住地 现在住的地方
配偶 丈夫或者妻子
遗失 丢了 遗失物 遗失声明
损毁 坏了
自行 自己 自行车
致电 打电话给
拨打 打
前往 去
抵达 到
乘坐 坐
送达 送到 送达回证
发放 发
拨付 发
给付 给
办结 办好
年满 满
逾 超过 逾期 年逾
亟需 急着要
及其 和
及 和 以及 及时 涉及 普及 来得及 来不及 赶不及 及格 波及 顾及 提及 累及 及早 触及 遍及 危及 殃及 惠及 言及
及 和 埃及 力所能及 企及
其本人 他本人
其家属 他的家属 其家属院
其子女 他的儿女
其父母 他的父母
其监护人 他的监护人
"""
_ROWS = [line.split() for line in _TABLE.strip().splitlines()]
PLAIN_WORDS: dict[str, str] = {official: plain for official, plain, *_ in _ROWS}
"""Plain forms by official words."""
PLAIN = frozenset(word for _, _, *others in _ROWS for word in others)
"""Longer words that are plain themselves, and are no place where an official word stands."""
