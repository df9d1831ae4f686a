package claim

import (
	"slices"
	"testing"

	"github.com/stemma/stemma"
)

func TestOtherCount(t *testing.T) {
	of := func(noun string, change ...func(*figure)) *figure {
		f := &figure{number: number{low: 5, high: 5}, noun: noun, text: &text{}, span: stemma.Span{Begin: 4, End: 9}}
		for _, c := range change {
			c(f)
		}
		f.known = known{role: f.role(), stem: stem(noun)}
		return f
	}
	with := func(role string, class ...string) func(*figure) {
		return func(f *figure) {
			f.classes = class
			f.tellings = []*telling{{lemma: class[0], class: class[0], args: []argument{{role: role, lemma: f.noun, span: f.span}}}}
		}
	}
	around := func(words ...string) func(*figure) {
		return func(f *figure) {
			for _, w := range words {
				f.around = append(f.around, hash(w))
			}
			slices.Sort(f.around)
		}
	}
	person := func(f *figure) { f.person = true }
	unit := func(u string) func(*figure) { return func(f *figure) { f.unit = u } }
	subject := func(u, noun string, kinds ...string) func(*figure) {
		return func(f *figure) { f.unit, f.subject, f.kinds, f.measures = u, noun, kinds, u == "m" }
	}
	beside := func(g *figure) func(*figure) { return func(f *figure) { f.text.figures = []*figure{f, g} } }
	to := func(places ...string) func(*figure) { return func(f *figure) { f.unit, f.to = "m", places } }
	offset := func(f *figure) { f.unit, f.offset = "s", true }
	whom := func(class string, e ...string) func(*figure) {
		return func(f *figure) {
			x := &telling{lemma: class, class: class}
			for _, id := range e {
				x.args = append(x.args, argument{role: "patient", entity: stemma.ID(id), named: true, person: true})
			}
			f.tellings = append(f.tellings, x)
		}
	}
	for _, x := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"one noun", of("crate"), of("crate"), false},
		{"how far one of two things is, and a third", of("Varo", subject("m", "mill"), beside(of("Varo", subject("m", "quarry")))), of("Varo", subject("m", "ferry")), true},
		{"how far something is, by two words", of("Varo", subject("m", "road")), of("Varo", subject("m", "highway")), false},
		{"how far one thing is, by two nouns", of("Varo", subject("m", "ship")), of("Varo", subject("m", "vessel")), false},
		{"two programmes", of("", subject("USD", "programme", "harbour")), of("", subject("USD", "programme", "school")), true},
		{"one programme", of("", subject("USD", "programme", "harbour", "new")), of("", subject("USD", "programme", "harbour")), false},
		{"who paid it", of("", subject("USD", "mayor")), of("", subject("USD", "town")), false},
		{"civilians and soldiers", of("civilian"), of("soldier"), true},
		{"who the dead were", of("journalist", person, with("patient", "kill"), around("mill", "burn")), of("rebel", with("patient", "kill"), around("burn", "mill")), false},
		{"a noun that is not known for persons, and miners", of("jesuit", with("patient", "kill"), around("mill", "burn")), of("miner", person, with("patient", "kill"), around("burn", "ship")), true},
		{"dead of two fires", of("journalist", person, with("patient", "kill"), around("mill", "burn")), of("rebel", with("patient", "kill"), around("burn", "ship")), true},
		{"robbers and gunmen", of("robber"), of("gunman"), false},
		{"people are of any kind", of("people"), of("soldier"), false},
		{"rifles and mortars", of("rifle", with("patient", "hold")), of("mortar", with("patient", "hold")), true},
		{"ships and vessels", of("ship"), of("vessel"), false},
		{"times and men", of("time", with("other", "shoot")), of("man", with("agent", "shoot")), true},
		{"those who live there and those who left", of("people", with("agent", "live")), of("people", with("agent", "leave")), true},
		{"those who live there and dwell there", of("people", with("agent", "live")), of("people", with("agent", "dwell")), false},
		{"those who live there and left, and those who left", of("people", with("agent", "live", "leave")), of("people", with("agent", "leave")), false},
		{"lamps and people", of("lamp"), of("people"), true},
		{"eight did it and five suffered it", of("man", with("agent", "kidnap")), of("student", person, with("patient", "kidnap")), true},
		{"intercepted and wounded", of("people", with("patient", "intercept")), of("man", with("patient", "wound")), true},
		{"killed and dead", of("people", with("patient", "kill")), of("man", with("patient", "kill", "fall")), false},
		{"four intercept him and two shoot him", of("individual", with("agent", "intercept")), of("man", with("agent", "shoot")), false},
		{"the dead and those who killed", of("soldier", with("patient", "kill")), of("soldier", with("agent", "kill")), true},
		{"the dead and those who dine", of("soldier", with("patient", "kill")), of("soldier", with("agent", "dine")), true},
		{"eight, five of them miners", of("miner", person, with("patient", "kill")), func() *figure {
			f := of("people", with("patient", "kill"))
			f.low, f.high = 8, 8
			part := of("them")
			part.by = &member{}
			f.text.figures = []*figure{f, part}
			return f
		}(), true},
		{"two towns", of("capital", to("linsk")), of("capital", to("varo")), true},
		{"a town and its square", of("capital", to("linsk", "varo")), of("capital", to("varo")), false},
		{"a fall and a radius", of("ridge", unit("m"), with("other", "fall")), of("radius", unit("m"), with("other", "scatter")), true},
		{"two falls", of("ridge", unit("m"), with("other", "fall down")), of("gully", unit("m"), with("other", "fall", "kill")), false},
		{"two days before, and two days long", of("", offset), of("", unit("s")), true},
		{"two who were shot", of("time", whom("shoot", "orel")), of("time", whom("shoot", "brenn")), true},
		{"one of two who were shot", of("time", whom("shoot", "orel")), of("time", whom("shoot", "brenn", "orel")), false},
		{"the second lock and the third", of("lock", unit("th")), of("lock", unit("th")), true},
		{"the third reporter killed, or the fourth", of("reporter", unit("th"), person), of("reporter", unit("th"), person), false},
	} {
		if got, back := x.a.otherCount(x.b), x.b.otherCount(x.a); got != x.want || back != x.want {
			t.Errorf("%s: %v and %v", x.name, got, back)
		}
	}
}

// TestBareNumber: a bare number counts what the one before it does, and no more.
func TestBareNumber(t *testing.T) {
	of := func(n float64, noun, class string) *figure {
		f := &figure{number: number{low: n, high: n}, noun: noun, text: &text{}}
		if class != "" {
			f.classes = []string{class}
			f.tellings = []*telling{{lemma: class, class: class, args: []argument{{role: "agent", lemma: noun}}}}
		}
		f.known = known{role: f.role(), stem: stem(noun)}
		return f
	}
	live, left, bare := of(3200, "people", "live"), of(2300, "people", "leave"), of(1900, "", "")
	c := &Collection{takenUp: map[*figure]*figure{bare: left}}
	if c.against(live, bare) {
		t.Error("how many live there is against a bare number that answers how many left")
	}
	if !c.against(left, bare) {
		t.Error("a bare number is not against the number that it answers")
	}
}

// TestCrowded: of many lengths in two texts those are of one thing that are told of one who is named.
func TestCrowded(t *testing.T) {
	of := func(rivals float64, persons ...string) *figure {
		f := &figure{number: number{low: 20, high: 20, unit: "m"}, text: &text{}}
		for _, p := range persons {
			f.persons, f.personNames = append(f.persons, stemma.ID(p)), append(f.personNames, p)
		}
		f.known.rivals = rivals
		return f
	}
	for _, x := range []struct {
		name string
		a, b *figure
		want bool
	}{
		{"many, and nobody is named in both", of(4, "orel"), of(3), true},
		{"many, of one man", of(4, "orel"), of(3, "brenn", "orel"), false},
		{"many, and nobody is named at all", of(4), of(3), false},
		{"few", of(1, "orel"), of(1), false},
	} {
		if got, back := x.a.lost(x.b), x.b.lost(x.a); got != x.want || back != x.want {
			t.Errorf("%s: %v and %v", x.name, got, back)
		}
	}
}
