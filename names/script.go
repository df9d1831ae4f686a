package names

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A Script is a way of writing that names come in.
type Script uint8

// Scripts that are told apart. Abjads (Arabic, Hebrew) write consonants and few
// vowels; words of theirs are matched with whatever vowels the other side has.
const (
	OtherScript Script = iota
	Latin
	Arabic // with the letters of Persian, Pashto and Urdu
	Cyrillic
	Hebrew
	Greek
	Han
	Hangul
	Kana
	Indic // Devanagari and the scripts laid out as it is
	Armenian
	Georgian
	Ethiopic
	Thai // Thai, Lao and Khmer
)

var scriptNames = [...]string{"other", "Latin", "Arabic", "Cyrillic", "Hebrew", "Greek", "Han", "Hangul", "Kana", "Indic",
	"Armenian", "Georgian", "Ethiopic", "Thai or Khmer"}

func (s Script) String() string { return scriptNames[s] }

// Abjad reports whether words of the script leave out vowels.
func (s Script) Abjad() bool { return s == Arabic || s == Hebrew || s == Thai }

// ideographic reports whether each sign of the script is a word or syllable, so
// that another sign is another name and no slip.
func (s Script) ideographic() bool { return s == Han || s == Hangul }

// scriptOf tells the script of a letter by its block in Unicode.
func scriptOf(r rune) Script {
	switch {
	case r < 0x250, r >= 0x1e00 && r < 0x1f00:
		return Latin
	case r >= 0x370 && r < 0x400, r >= 0x1f00 && r < 0x2000:
		return Greek
	case r >= 0x400 && r < 0x530:
		return Cyrillic
	case r >= 0x530 && r < 0x590:
		return Armenian
	case r >= 0x590 && r < 0x600:
		return Hebrew
	case r >= 0x600 && r < 0x780, r >= 0xfb50 && r < 0xfe00, r >= 0xfe70 && r < 0xff00:
		return Arabic
	case r >= 0x900 && r < 0xd80:
		return Indic
	case r >= 0xe00 && r < 0xf00, r >= 0x1780 && r < 0x1800:
		return Thai
	case r >= 0x10a0 && r < 0x1100, r >= 0x1c90 && r < 0x1cc0:
		return Georgian
	case r >= 0x1200 && r < 0x13a0:
		return Ethiopic
	case r >= 0x1100 && r < 0x1200, r >= 0xac00 && r < 0xd7b0:
		return Hangul
	case r >= 0x3040 && r < 0x3100, r >= 0x31f0 && r < 0x3200:
		return Kana
	case r >= 0x3400 && r < 0xa000, r >= 0xf900 && r < 0xfb00, r >= 0x20000 && r < 0x30000:
		return Han
	}
	return OtherScript
}

// fold lowers a word and takes off accents and the compatibility forms of
// letters, by Unicode's decomposition.
func fold(word string) string {
	ascii := true
	for i := 0; i < len(word); i++ {
		if word[i] >= 0x80 {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(word)
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(word) {
		if unicode.Is(unicode.Mn, r) && !keepsMark(r) || r == 0x640 || unicode.Is(unicode.Cf, r) {
			continue
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return norm.NFC.String(b.String())
}

// keepsMark says of a combining mark that it is a vowel or a letter, not an
// accent: the signs of the scripts of India, of Thai and of Khmer, the voicing
// marks of kana, the breve of й and ў, and madda and hamza.
func keepsMark(r rune) bool {
	return r >= 0x900 && r < 0xf00 || r >= 0x1780 && r < 0x1800 || r == 0x3099 || r == 0x309a || r == 0x306 || r >= 0x653 && r <= 0x655
}

// romanise writes a folded word of one script with the letters a to z, as far
// as the tables know its letters. Words of abjads have only the vowels that are
// written.
func romanise(word string, script Script) string {
	switch script {
	case Latin:
		return latinise(word)
	case Hangul:
		return romaniseHangul(word)
	case Indic:
		return romaniseIndic(word)
	case Ethiopic:
		return romaniseEthiopic(word)
	case Kana:
		return romaniseKana(word)
	case Han:
		return romaniseHan(word)
	case Greek:
		word = greekPairs.Replace(word)
	}
	var b strings.Builder
	for _, r := range word {
		if r < 0x80 {
			b.WriteRune(r)
			continue
		}
		b.WriteString(letters[r])
	}
	return b.String()
}

// latinise writes Latin letters beyond a to z with those.
func latinise(word string) string {
	i := strings.IndexFunc(word, func(r rune) bool { return r >= 0x80 })
	if i < 0 {
		return word
	}
	var b strings.Builder
	for _, r := range word {
		if s, ok := letters[r]; ok {
			b.WriteString(s)
		} else if r < 0x80 {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// letters gives the usual English spelling of letters one by one. Sources: for
// Cyrillic the tables of BGN/PCGN and of passports (Russian, Ukrainian,
// Belarusian, Serbian, Macedonian, Kazakh, Mongolian); for Greek ELOT 743; for
// Armenian and Georgian BGN/PCGN; for Hebrew the common English values of the
// consonants; for Arabic, Persian, Pashto and Urdu BGN/PCGN without points; for
// Thai RTGS and for Khmer the consonants of UNGEGN.
var letters = table(
	"ß ss ø o æ ae œ oe ł l đ d ð d þ th ı i ŋ ng ħ h ə a ɛ e ɔ o ƒ f ʻ  ",
	"а a б b в v г g д d е e ё yo ж zh з z и i й y к k л l м m н n о o п p р r с s т t у u ф f х kh ц ts ч ch ш sh щ shch ъ  ы y ь  э e ю yu я ya",
	"і i ї yi є ye ґ g ў u ђ dj ј j љ lj њ nj ћ c џ dz ѓ gj ќ kj ѕ dz ә a ғ gh қ q ң ng ө o ұ u ү u һ h ҳ h ҷ j ӣ i ӯ u ѐ e ѝ i ӑ a ӗ e ҫ s ҝ g",
	"α a β v γ g δ d ε e ζ z η i θ th ι i κ k λ l μ m ν n ξ x ο o π p ρ r σ s ς s τ t υ y φ f χ ch ψ ps ω o",
	"ա a բ b գ g դ d ե e զ z է e ը y թ t ժ zh ի i լ l խ kh ծ ts կ k հ h ձ dz ղ gh ճ ch մ m յ y ն n շ sh ո o չ ch պ p ջ j ռ r ս s վ v տ t ր r ց ts ւ v փ p ք k օ o ֆ f և ev",
	"ა a ბ b გ g დ d ე e ვ v ზ z თ t ი i კ k ლ l მ m ნ n ო o პ p ჟ zh რ r ს s ტ t უ u ფ p ქ k ღ gh ყ q შ sh ჩ ch ც ts ძ dz წ ts ჭ ch ხ kh ჯ j ჰ h",
	"א a ב b ג g ד d ה h ו v ז z ח h ט t י y כ k ך k ל l מ m ם m נ n ן n ס s ע a פ p ף f צ ts ץ ts ק k ר r ש sh ת t",
	"ا a أ a إ i آ a ٱ a ء  ئ y ؤ w ب b ت t ث th ج j ح h خ kh د d ذ dh ر r ز z س s ش sh ص s ض d ط t ظ z ع a غ gh ف f ق q ك k ل l م m ن n ه h ة a و w ي y ى a",
	"پ p چ ch ژ zh گ g ک k ی y ې e ۍ ay ئ y ټ t ډ d ړ r ږ zh ښ sh ڼ n ګ g څ ts ځ dz ہ h ھ h ے e ں n ٹ t ڈ d ڑ r ۀ a ە a ڵ l ێ e ۆ o",
	"ก k ข kh ค kh ฆ kh ง ng จ ch ฉ ch ช ch ซ s ญ y ณ n ด d ต t ถ th ท th ธ th น n บ b ป p ผ ph ฝ f พ ph ฟ f ภ ph ม m ย y ร r ล l ว w ศ s ษ s ส s ห h ฮ h อ o ะ a า a ิ i ี i ึ u ื u ุ u ู u เ e แ ae โ o ใ ai ไ ai",
	"ក k ខ kh គ k ឃ kh ង ng ច ch ឆ ch ជ ch ឈ ch ញ nh ដ d ឋ th ឌ d ឍ th ណ n ត t ថ th ទ t ធ th ន n ប p ផ ph ព p ភ ph ម m យ y រ r ល l វ v ស s ហ h ឡ l អ a ុ o ូ u ា a ែ e េ e ៃ ai ោ o ី i ិ e",
)

var greekPairs = strings.NewReplacer("ου", "ou", "μπ", "b", "ντ", "d", "γκ", "g", "γγ", "ng", "αυ", "av", "ευ", "ev", "τσ", "ts", "τζ", "tz")

func table(rows ...string) map[rune]string {
	out := map[rune]string{}
	for _, row := range rows {
		fields := strings.Split(row, " ")
		for i := 0; i+1 < len(fields); i += 2 {
			for _, r := range fields[i] {
				if _, ok := out[r]; !ok {
					out[r] = fields[i+1]
				}
			}
		}
	}
	return out
}

// Hangul syllables are composed by arithmetic (The Unicode Standard, 3.12); the
// spellings are those that names of Korea have most often in English, between
// the Revised Romanization and McCune-Reischauer.
var (
	hangulInitial = strings.Split("k kk n d tt r m p pp s ss  j jj ch k t p h", " ")
	hangulVowel   = strings.Split("a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i", " ")
	hangulFinal   = strings.Split(" k k k n n n t l k m l l l p l m p p t t ng t t k t p t", " ")
)

func romaniseHangul(word string) string {
	var b strings.Builder
	for i, r := range []rune(word) {
		if r < 0xac00 || r >= 0xd7a4 {
			continue
		}
		if s, ok := hangulFamily[r]; ok && i == 0 {
			b.WriteString(s)
			continue
		}
		n := int(r - 0xac00)
		v := hangulVowel[n/28%21]
		if n/28%21 == 4 {
			v = "o"
		}
		if n/28%21 == 6 {
			v = "yo"
		}
		b.WriteString(hangulInitial[n/588] + v + hangulFinal[n%28])
	}
	return b.String()
}

var hangulFamily = map[rune]string{'김': "kim", '이': "lee", '리': "ri", '박': "park", '최': "choe", '정': "jong", '조': "jo", '강': "kang",
	'윤': "yun", '장': "jang", '임': "im", '림': "rim", '오': "o", '한': "han", '신': "sin", '서': "so", '권': "kwon", '황': "hwang", '안': "an",
	'송': "song", '류': "ryu", '유': "yu", '홍': "hong", '문': "mun", '노': "no", '로': "ro", '백': "paek", '현': "hyon", '변': "pyon"}

// The scripts of India share one layout of their blocks of 128 (ISCII).
var (
	indicConsonant = strings.Split("k kh g gh ng ch chh j jh n t th d dh n t th d dh n n p ph b bh m y r r l l l v sh sh s h", " ")
	indicVowel     = strings.Split("a a i i u u ri li e e e ai o o o au", " ")
	indicSign      = strings.Split("a i i u u ri ri e e e ai o o o au", " ")
)

func romaniseIndic(word string) string {
	var b strings.Builder
	runes := []rune(word)
	for i, r := range runes {
		n := int(r-0x900) % 0x80
		switch {
		case n >= 0x15 && n < 0x15+len(indicConsonant):
			b.WriteString(indicConsonant[n-0x15])
			// The vowel a is said after a consonant with no sign, but for the last.
			if i+1 < len(runes) {
				if next := int(runes[i+1]-0x900) % 0x80; next < 0x3c || next == 0x3c {
					b.WriteByte('a')
				}
			}
		case n >= 0x05 && n < 0x05+len(indicVowel):
			b.WriteString(indicVowel[n-0x05])
		case n >= 0x3e && n < 0x3e+len(indicSign):
			b.WriteString(indicSign[n-0x3e])
		case n == 1 || n == 2:
			b.WriteByte('n')
		}
	}
	return b.String()
}

// Ethiopic has a row of eight forms a consonant, by vowel.
var ethiopicConsonant = strings.Split("h l h m s r s sh q q q q b v t ch h h n n a k k k h w a z zh y d d j g g g t ch p ts ts f p", " ")

func romaniseEthiopic(word string) string {
	vowels := [8]string{"e", "u", "i", "a", "e", "", "o", "wa"}
	var b strings.Builder
	for _, r := range word {
		if n := int(r - 0x1200); n >= 0 && n/8 < len(ethiopicConsonant) {
			b.WriteString(ethiopicConsonant[n/8] + vowels[n%8])
		}
	}
	return b.String()
}

// romaniseKana writes kana as Hepburn does.
func romaniseKana(word string) string {
	var b strings.Builder
	for _, r := range word {
		if r >= 0x3041 && r <= 0x3096 {
			r += 0x60 // hiragana to katakana
		}
		s := kana[r]
		switch {
		case r == 'ャ' || r == 'ュ' || r == 'ョ':
			out := strings.TrimSuffix(b.String(), "i")
			b.Reset()
			b.WriteString(out)
			if !strings.HasSuffix(out, "sh") && !strings.HasSuffix(out, "ch") && !strings.HasSuffix(out, "j") {
				b.WriteByte('y')
			}
		}
		b.WriteString(s)
	}
	return b.String()
}

var kana = table("ア a イ i ウ u エ e オ o カ ka キ ki ク ku ケ ke コ ko ガ ga ギ gi グ gu ゲ ge ゴ go サ sa シ shi ス su セ se ソ so ザ za ジ ji ズ zu ゼ ze ゾ zo",
	"タ ta チ chi ツ tsu テ te ト to ダ da ヂ ji ヅ zu デ de ド do ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ fu ヘ he ホ ho バ ba ビ bi ブ bu ベ be ボ bo パ pa ピ pi プ pu ペ pe ポ po",
	"マ ma ミ mi ム mu メ me モ mo ヤ ya ユ yu ヨ yo ラ ra リ ri ル ru レ re ロ ro ワ wa ヲ o ン n ヴ vu ャ a ュ u ョ o ァ a ィ i ゥ u ェ e ォ o ー  ッ  ")

// romaniseHan gives the pinyin of characters that are common in names.
func romaniseHan(word string) string {
	var b strings.Builder
	for _, r := range word {
		b.WriteString(pinyin[r])
	}
	return b.String()
}

// pinyin is the reading in standard Chinese, without tones, of the characters
// of the hundred commonest family names, of many given names, of places and of
// those that write foreign names (general knowledge; the readings are those of
// Unihan's kMandarin).
var pinyin = readings(
	"a 阿啊 ai 艾爱埃 an 安 ao 奥敖 ba 巴八芭 bai 白柏 ban 班 bang 邦 bao 保宝包鲍 bei 贝北 ben 本 bi 比彼毕碧 bin 宾斌彬 bing 冰兵炳 bo 波伯博勃 bu 布卜 " +
		"cai 蔡才 can 灿 cao 曹 cha 查 chang 昌常长 chao 超朝 chen 陈晨辰 cheng 成程诚 chi 赤 chong 崇 chu 楚初 chuan 川 chun 春淳纯 ci 慈 cong 聪 cui 崔 " +
		"da 达大 dai 戴代 dan 丹单 dang 当 dao 道 de 德 deng 邓登 di 迪地蒂狄 ding 丁定 dong 东董冬栋 dou 窦 du 杜 duan 段 dun 敦顿 duo 多 e 俄鄂 en 恩 er 尔二 " +
		"fa 法发 fan 范凡樊帆 fang 方芳房 fei 飞费菲非 fen 芬 feng 冯风峰丰凤锋 fu 福傅富弗夫 gan 甘 gang 刚钢 gao 高 ge 哥格戈葛歌 gen 根 gong 龚公功 gu 顾古谷 guan 关管 guang 光广 gui 贵桂 guo 郭国 " +
		"ha 哈 hai 海 han 韩汉 hang 航 hao 郝浩昊豪 he 何和贺赫河荷 hei 黑 heng 恒 hong 洪红宏鸿 hou 侯厚 hu 胡虎湖 hua 华花 huai 怀 huang 黄皇 hui 惠辉慧会 huo 霍 " +
		"ji 吉季纪基济 jia 贾佳嘉家加 jian 建健剑简 jiang 江蒋姜疆 jiao 焦 jie 杰洁捷 jin 金近晋锦津进 jing 京景晶静敬 jiu 久 ju 居 juan 娟 jun 军君俊 ka 卡 kai 凯开 kang 康 ke 科可克柯 ken 肯 kong 孔 ku 库 kuan 宽 kun 昆坤 " +
		"la 拉 lai 赖来莱 lan 兰蓝岚 lang 朗 lao 劳老 le 乐勒 lei 雷磊蕾 leng 冷 li 李力丽利黎立莉里理 lian 连廉莲 liang 梁良亮 liao 廖辽 lie 列 lin 林琳 ling 玲凌灵 liu 刘柳六 long 龙隆 lu 卢鲁路陆露 luo 罗洛 lv 吕律 " +
		"ma 马玛麻 mai 迈麦 man 曼满 mao 毛茂 mei 梅美 men 门 meng 孟梦蒙 mi 米 miao 苗妙 min 敏民 ming 明名 mo 莫墨 mu 穆木 na 那娜纳 nai 乃奈 nan 南 ni 尼妮倪 nian 年 nie 聂 ning 宁 niu 牛 nuo 诺 ou 欧 " +
		"pa 帕 pan 潘 pang 庞 pei 佩裴培 peng 彭鹏朋 pi 皮 ping 平萍 po 坡 pu 普蒲 qi 齐奇琪启 qian 钱千 qiang 强 qiao 乔 qin 秦琴 qing 青清庆 qiu 邱秋丘 qu 曲 quan 权全 ran 冉 rao 饶 ren 任仁 ri 日 rong 荣容 rou 柔 ru 如汝 rui 瑞 run 润 ruo 若 " +
		"sa 萨 sai 赛 san 三 sen 森 sha 沙莎 shan 山善 shang 上尚 shao 邵少 she 舍 shen 沈申深 sheng 生胜圣盛 shi 史石施世师士诗市 shou 寿 shu 舒树淑 shuai 帅 shuang 双 shui 水 shun 顺 si 斯司思 song 宋松 su 苏素 sui 隋 sun 孙 suo 索 " +
		"ta 塔 tai 泰太台 tan 谭唐坦 tang 汤 tao 陶涛 te 特 teng 滕 ti 提 tian 田天 tie 铁 ting 婷廷 tong 童同彤 tu 图涂 tuo 托 wa 瓦 wan 万婉 wang 王汪旺 wei 魏卫伟威维韦薇 wen 温文闻 weng 翁 wo 沃 wu 吴武伍五 " +
		"xi 习西希喜席熙 xia 夏霞 xian 贤先显 xiang 向香祥湘 xiao 肖小晓萧 xie 谢协 xin 辛新欣鑫信心 xing 星邢兴 xiong 熊雄 xiu 秀修 xu 徐许旭 xuan 宣轩 xue 薛雪学 xun 勋 ya 亚雅 yan 严颜燕艳岩彦 yang 杨阳洋 yao 姚 ye 叶耶 yi 伊易一艺怡义 yin 尹银 ying 英莹 yong 勇永 you 尤友 yu 于余俞宇玉雨 yuan 袁元媛 yue 岳月悦 yun 云 " +
		"za 扎 zan 赞 zang 藏 ze 泽 zeng 曾 zha 查 zhai 翟 zhan 詹占 zhang 张章 zhao 赵昭 zhe 哲 zhen 甄珍振真 zheng 郑正政 zhi 志智芝 zhong 钟中忠 zhou 周州 zhu 朱珠竹 zhuang 庄 zhuo 卓 zi 子紫 zong 宗 zou 邹 zu 祖 zuo 左",
)

func readings(s string) map[rune]string {
	out := map[rune]string{}
	fields := strings.Fields(s)
	for i := 0; i+1 < len(fields); i += 2 {
		for _, r := range fields[i+1] {
			if _, ok := out[r]; !ok {
				out[r] = fields[i]
			}
		}
	}
	return out
}
