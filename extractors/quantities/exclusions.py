"""Numerals that are no quantities: dates, ordinals, identifiers, and numerals inside names and idioms."""

import re
from dataclasses import dataclass

_HAN_DIGITS = "〇零一二两三四五六七八九十廿"
# bounded, so that a flood of digits stays linear
_NUMBER = rf"(?:\d{{1,8}}|[{_HAN_DIGITS}]{{1,8}})"


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A rule that takes numerals out: those inside a match of `pattern`. `reason` is the annotation's word."""

    name: str
    reason: str
    pattern: re.Pattern[str]
    example: str


def _rule(name: str, reason: str, pattern: str, example: str) -> Exclusion:
    return Exclusion(name, reason, re.compile(pattern), example)


EXCLUSIONS = (
    _rule("year", "date", r"(?<![\d.])(?:19|20)\d\d(?:\s?[-至、到]\s?(?:20)?\d\d)?\s{0,3}(?:学|财)?年(?:度|底|末|初)?", "较2020 年降低"),
    _rule("year-han", "date", r"[二一][〇零九]\S{2}年", "二〇二一年"),
    _rule(
        "month",
        "date",
        rf"(?:(?:{_NUMBER}|元)\s{{0,3}}月?\s{{0,3}}[-至、到]\s{{0,3}})?{_NUMBER}\s{{0,3}}月(?!均)(?:份|底|末|初|中旬|上旬|下旬)?(?:之前|以前|前)?(?:\s{{0,3}}\d+\s{{0,3}}[日号])?(?:\s{{0,3}}[-至]\s{{0,3}}\d+\s{{0,3}}日)?",
        "1-8 月完成, 3 月 15 日印发",
    ),
    _rule("day", "date", r"(?<![\d.])(?:[12]?\d|3[01])\s{0,3}[日号](?=[前起止至、，。]|上午|下午)", "15 日前"),
    _rule("dotted-date", "date", r"(?<!\d)\d{4}[-./]\d{1,2}(?:[-./]\d{1,2})?(?!\d)|(?<!\d)\d{1,2}·\d{1,2}(?!\d)", "“5·12”防灾减灾日"),
    _rule("hour", "date", r"(?<![\d.])\d{1,2}(?:：\d\d|\s{0,3}[时点](?!段|间|长|位|个))(?:\s{0,3}[-至到]\s{0,3}\d{1,2}(?:：\d\d|\s{0,3}[时点]))?", "7 时至 21 时"),
    _rule("quarter", "ordinal", rf"(?:第\s{{0,3}})?前?(?:{_NUMBER}[-、至]){{0,3}}{_NUMBER}\s?个?季度", "第三季度, 一、二季度, 前三季度"),
    _rule("anniversary", "date", rf"{_NUMBER}\s{{0,3}}周年", "建党 100 周年"),
    _rule("years-since", "date", rf"(?:近|过去|未来|今后|连续)?\s{{0,3}}{_NUMBER}\s{{0,3}}年(?:来|内|间|行动|计划|规划|方案|任务|攻坚|提升|滚动)|{_NUMBER}年.{{0,6}}(?:方案|规划|计划|行动)", "五年来, 三年行动"),
    _rule("each", "rate", r"每[十百千万]+(?=[一-鿿])", "每千名老年人"),
    _rule("ordinal", "ordinal", rf"第\s{{0,3}}{_NUMBER}\s{{0,3}}[个名次批届期轮季年位方中小人医]?", "第十二届, 第二名, 第三方"),
    _rule("phase", "ordinal", rf"(?<![\d{_HAN_DIGITS}])[{_HAN_DIGITS}](?:期|批(?!次)|轮|届|次(?=结构|供水|装修|创业|分配))", "二期工程, 二次结构"),
    _rule("phase-arabic", "ordinal", r"(?<=[程目区院园])\s?\d期", "工程2期"),
    _rule("list-mark", "ordinal", r"(?:(?<=^)|(?<=[。；，：\n ）]))\s{0,3}（?\d{1,2}(?:[.．](?!\d)|）|、(?=[^\d\s]))|(?<=[^\d.\s])\d{1,2}\.(?=[^\d\s])", "1.新建广场 30 处2.配送图书"),
    _rule("grade", "identifier", rf"{_NUMBER}\s{{0,3}}(?:[AaＡ]+\s{{0,3}})?级(?![^\s，。；、]{{0,2}}\d)(?!抗震)|{_NUMBER}\s{{0,3}}星级?|(?<![由至为到加])[{_HAN_DIGITS}]类(?!别)", "5A级景区, 四星级, 二类以上公厕"),
    _rule("number-of", "identifier", rf"(?<![\d.]){_NUMBER}\s{{0,3}}号(?!召|称|段)", "4 号线, 1 号楼"),
    _rule("road", "identifier", rf"{_NUMBER}\s{{0,3}}(?:国道|省道|县道|乡道|专线|路(?=公交|车))", "204国道, 12路公交"),
    _rule("street-name", "name", rf"[{_HAN_DIGITS}]+(?:条路|里桥|号路|马路|纬路|经路|道街|里河|岔口|路(?!灯|网|面|口))", "八条路, 经二路"),
    _rule("school-name", "name", rf"(?:(?<=市)|(?<=县)|(?<=区)|(?<=附)|(?<=[^\d{_HAN_DIGITS}百千万亿]))[{_HAN_DIGITS}]{{1,3}}[中小院](?![小学心型医个])", "十四中, 市二院"),
    _rule("top-list", "identifier", rf"{_NUMBER}\s{{0,3}}强(?![化制调力])", "世界500强"),
    _rule("latin-name", "identifier", r"(?<![A-Za-z])[A-Za-z]{1,12}[-.]?\d{1,8}(?:\.\d{1,4})?(?:[A-Za-z]{0,4}线)?", "PM2.5, G312, A1, S225线"),
    _rule("generation", "identifier", r"(?<![\d.])\d{1,2}[GKDA](?![A-Za-z])|\d\.0(?!\d)", "5G, 4K, 2.0版"),
    _rule("sum-name", "name", rf"{_NUMBER}\s{{0,3}}\+\s{{0,3}}(?:{_NUMBER}|[NXn])(?:\s?\+\s?(?:{_NUMBER}|[NXn])){{0,4}}", "“9+3”, 1+1, 1+N"),
    _rule("hotline", "identifier", r"(?<![\d.,])(?:1\d{4}|9\d{4,5}|1[12]\d)(?=\D{0,4}(?:热线|电话|平台|服务|指挥|急救|报警|系统|直通|消防|公共|政务|电梯|投诉))", "12345热线, 96333 电梯应急处置服务平台"),
    _rule("quoted", "name", r"(?<=[“\"「『‘])\s?[\d.]{1,10}\s?(?:条|项)?\s{0,3}(?=[”\"」』’])(?![”\"」』’]\s?(?:分钟|公里|小时))", "“1246”行动, “28 条”措施"),
    _rule("around-the-clock", "idiom", r"(?:7|七)\s{0,3}[×xX*]\s{0,3}24(?:\s{0,3}小时)?|24\s{0,3}小时(?![内以之])|全天候?\s{0,3}24\s{0,3}小时", "7×24小时服务"),
    _rule("postal", "identifier", r"(?<!\d)\d{17,}", "统一社会信用代码"),
    _rule("floor-name", "identifier", rf"(?<![至到成])(?<![A-Za-z]\d)(?<![{_HAN_DIGITS}])(?:地下|地上)?[{_HAN_DIGITS}]层(?=[\u4e00-\u9fff])(?![和及与]|以上|以下|主体完|封顶)", "一层主体结构施工, 地下室及一层精装修"),
)
