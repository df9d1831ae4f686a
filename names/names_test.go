package names_test

import (
	"math"
	"slices"
	"testing"
	"unicode/utf8"

	"github.com/stemma/stemma/names"
)

// The names are invented; where a name of a real person is needed to try a
// spelling, only its first word is used.

func TestParse(t *testing.T) {
	for _, x := range []struct {
		text string
		kind names.Kind
		want []string // role: latin
	}{
		{"Dr. Orsa Veld", names.Person, []string{"title: dr", "given name: orsa", "family name: veld"}},
		{"VELD, Orsa M.", names.Person, []string{"given name: orsa", "initial: m", "family name: veld"}},
		{"Karim bin Yusuf al-Harun", names.Person, []string{"given name: karim", "particle: bin", "father's name: yusuf", "particle: al", "nisba: harun"}},
		{"Abu Layth al-Harun", names.Person, []string{"kunya: layth", "particle: al", "nisba: harun"}},
		{"Abd al-Rahman Qadi", names.Person, []string{"given name: abdrahman", "family name: qadi"}},
		{"Abdurrahman Qadi", names.Person, []string{"given name: abdrahman", "family name: qadi"}},
		{"Ivan Petrovich Lisov", names.Person, []string{"given name: ivan", "father's name: petrovich", "family name: lisov"}},
		{"Orvel Trading G.m.b.H.", names.Company, []string{"word: orvel", "word: trading", "legal form: gmbh"}},
		{"ООО «Орвел»", names.Company, []string{"legal form: ooo", "word: orvel"}},
		{"Forty-Fourth Orsa Brigade", names.Unit, []string{"number: forty fourth", "word: orsa", "word: brigade"}},
		{"", names.Person, nil},
		{"...", names.Any, nil},
	} {
		var got []string
		for _, p := range names.Parse(x.text, x.kind).Parts {
			got = append(got, p.Role.String()+": "+p.Latin)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: %q, want %q", x.text, got, x.want)
		}
	}
}

// TestCompare tries names that meet and names that must not.
func TestCompare(t *testing.T) {
	c := standard(t)
	for _, x := range []struct {
		a, b string
		kind names.Kind
		same bool
	}{
		{"Orsa Veld", "Veld, Orsa", names.Person, true},
		{"Usama Haroun", "Osama Harun", names.Person, true},
		{"Sayf al-Harun", "Saif el-Haroun", names.Person, true},
		{"Sayf al-Harun", "سيف الهارون", names.Person, true},
		{"Mikhail Lisovsky", "Михаил Лисовский", names.Person, true},
		{"Mikhail Lisovsky", "Michail Lissowski", names.Person, true},
		{"Abd al-Rahman Qadi", "Abdurrahman Qadi", names.Person, true},
		{"Nur al-Din Qadi", "Noureddine Qadi", names.Person, true},
		{"William Tamsin", "Bill Tamsin", names.Person, true},
		{"O. Tamsin", "Olga Tamsin", names.Person, true},
		{"OrsaTamsin", "Orsa Tamsin", names.Person, true},
		{"Orvel Trading GmbH", "Orvel Trading Gesellschaft mit beschränkter Haftung", names.Company, true},
		{"Орвел Трейдинг ООО", "Orvel Treiding LLC", names.Company, true},
		{"Orvel & Sons Ltd", "Orvel and Sons Limited", names.Company, true},
		{"44th Orsa Brigade", "Orsa Brigade Forty-Four", names.Unit, true},
		{"MV Orsa Spirit", "ORSA SPIRIT", names.Vessel, true},
		{"김정우", "Kim Jong-u", names.Person, true},

		{"Abu Khayr al-Harun", "Abu Muhammad al-Harun", names.Person, false},
		{"Abu Khayr al-Masri", "Abu Muhammad al-Masri", names.Person, false},
		{"Karim bin Yusuf al-Harun", "Yusuf bin Karim al-Harun", names.Person, false},
		{"Orsa Veld", "Milan Veld", names.Person, false},
		{"Orsa Veld", "Orsa Brandt", names.Person, false},
		{"P. Tamsin", "Olga Tamsin", names.Person, false},
		{"Ivan Petrovich Lisov", "Ivan Sergeevich Lisov", names.Person, false},
		{"44th Orsa Brigade", "45th Orsa Brigade", names.Unit, false},
		{"Orsa Office 2", "Orsa Office 3", names.Organization, false},
		{"Jabhat al-Orsa", "Hayat Tahrir Orsa", names.Organization, false},
		{"Orvel Bank (Norway) AS", "Orvel Bank (Denmark) AS", names.Company, false},
		{"Bank of Orvel", "Orvel Steel", names.Company, false},
		{"김정우", "김정호", names.Person, false},
		{"Muhammad Ali", "Muhammad Hassan", names.Person, false},
	} {
		a, b := c.Parse(x.a, x.kind), c.Parse(x.b, x.kind)
		if got := c.Compare(a, b); got >= 0.5 != x.same {
			t.Errorf("%s and %s: %.3f\n%s", x.a, x.b, got, c.Explain(a, b))
		}
	}
}

// TestExplanation holds explanations to what they promise: their weights add up
// to the score, and they do not hang on which name comes first.
func TestExplanation(t *testing.T) {
	c := standard(t)
	all := list(t, c)[:400]
	for i, a := range all {
		for _, b := range []*names.Name{all[(i+1)%len(all)], all[(i*37+5)%len(all)], a} {
			e, back := c.Explain(a, b), c.Explain(b, a)
			sum := e.Base
			for _, r := range e.Reasons {
				sum += r.Weight
			}
			if p := 1 / (1 + math.Exp(-sum)); math.Abs(p-e.Score) > 1e-4 || e.Score != c.Compare(a, b) || e.Score != back.Score {
				t.Fatalf("%s and %s: reasons come to %f, the score is %f, %f the other way", a.Text, b.Text, p, e.Score, back.Score)
			}
			if len(e.Left[0]) != len(back.Left[1]) || len(e.Met) != len(back.Met) {
				t.Fatalf("%s and %s: what met hangs on which comes first", a.Text, b.Text)
			}
		}
	}
}

// TestIndex finds by keys what comparing with all names finds.
func TestIndex(t *testing.T) {
	c := standard(t)
	all := list(t, c)
	all = all[:min(len(all), 3000)]
	x := c.NewIndex()
	for _, n := range all {
		x.Add(n)
	}
	found, missed := 0, 0
	for i := 0; i < len(all); i += 61 {
		hits := map[int]bool{}
		for _, h := range x.Find(all[i], 0.8) {
			hits[h.Number] = true
		}
		if !hits[i] {
			t.Errorf("%s does not find itself", all[i].Text)
		}
		for j := range all {
			if c.Compare(all[i], all[j]) >= 0.8 {
				found++
				if !hits[j] {
					missed++
					t.Logf("missed: %s | %s | %v", all[i].Text, all[j].Text, c.Compare(all[i], all[j]))
				}
			}
		}
	}
	if missed*20 > found {
		t.Errorf("of %d names that score 0.8 and above, the keys miss %d", found, missed)
	}
}

func TestHostile(t *testing.T) {
	c := standard(t)
	long := make([]rune, 1<<20)
	for i := range long {
		long[i] = []rune("a ﷺ.-(Ж你 م")[i%10]
	}
	n := c.Parse(string(long), names.Any)
	c.Compare(n, n)
	c.Explain(n, c.Parse("Orsa", names.Person))
}

func FuzzCompare(f *testing.F) {
	f.Add("Abu Khayr al-Masri", "أبو الخير المصري", uint8(1))
	f.Add("S.A.R.L. \xff,", "ООО", uint8(3))
	f.Add("abd al", "bin", uint8(1))
	f.Add("2004-AHL1 XII", "Forty Four", uint8(5))
	f.Fuzz(func(t *testing.T, a, b string, kind uint8) {
		c := standard(t)
		k := names.Kind(kind % 6)
		x, y := c.Parse(a, k), c.Parse(b, k)
		s := c.Compare(x, y)
		if s != c.Compare(y, x) || s < 0 || s > 1 {
			t.Errorf("%q and %q: %f and %f", a, b, s, c.Compare(y, x))
		}
		if e := c.Explain(x, y); e.Score != s {
			t.Errorf("%q and %q: explained as %f, scored %f", a, b, e.Score, s)
		}
		for _, p := range x.Parts {
			if utf8.ValidString(a) && !utf8.ValidString(p.Text) && len(a) <= 512 {
				t.Errorf("%q: part %q", a, p.Text)
			}
		}
		c.Keys(x)
	})
}

// TestSkeletons holds that the spellings of a name in several scripts have a
// skeleton in common, and that different names have none.
func TestSkeletons(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Dahlmann", "Дальманом", true},
		{"Dahlmann", "دالمان", true},
		{"Dahlmann", "ودالمان", true},
		{"Linsk", "Линском", true},
		{"Kelving", "كيلفينغ", true},
		{"Osmunda", "Осмунда", true},
		{"Hellig", "Хеллиг", true},
		{"Varo", "Варо", true},
		{"Dahlmann", "Kelving", false},
		{"Linsk", "Orsk", false},
		{"漢字", "Kanji", false},
	} {
		same := false
		for _, s := range names.Skeletons(c.a) {
			for _, o := range names.Skeletons(c.b) {
				same = same || s == o
			}
		}
		if same != c.same {
			t.Errorf("%s %q and %s %q: the same %v, want %v", c.a, names.Skeletons(c.a), c.b, names.Skeletons(c.b), same, c.same)
		}
	}
}
