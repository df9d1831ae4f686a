package claim

import (
	"math"
	"slices"
)

// What two figures have in common, as far as it tells whether they answer one
// question. The values are no part of it: what conflicts is to be found.
const (
	bias = iota
	sameStory
	sameNoun
	bothPeople
	nounLeftOut
	otherNoun
	nounsAlike
	sameWith
	otherWith
	sameFirst
	sameClass
	clash
	sentences
	nearWords
	sameEntity
	otherEntity
	partOfOne
	otherOfOne
	tellingsAlike
	ofAge
	ageStory
	ofMoney
	ofMeasure
	ofTime
	ofShare
	nounAndFirst
	nounAndNear
	nounAndSentence
	peopleAndFirst
	leftOutAndFirst
	otherAndFirst
	otherAndNear
	firstAndSentence
	inLead
	oneLead
	otherDay
	sameDay
	nounNoClass
	heavyBoth
	features
)

type row [features]float64

// heavy are classes that two figures of one question do not differ in: the
// dead are not the wounded.
var heavy = map[string]bool{"kill": true, "wound": true, "hold": true, "free": true, "kidnap": true, "flee": true, "march": true, "destroy": true, "damage": true, "rescue": true, "steal": true, "charge": true, "miss": true, "disappear": true, "missing": true, "convict": true, "arrive": true, "shoot": true, "live": true}

// compareFigures says what two figures have in common. ok is false where they
// cannot answer one question, since they are of two kinds.
func (c *Collection) compareFigures(f, g *figure) (x row, ok bool) {
	if f.kind() != g.kind() || f.other != g.other || f.part != g.part {
		return x, false
	}
	if f.kind() == "age" && f.whose != g.whose && (f.named && g.named || f.noun != g.noun || f.text == g.text) {
		return x, false // two people
	}
	x[bias] = 1
	x[sameStory] = story(f.text, g.text)
	switch {
	case f.noun == "" || g.noun == "":
		x[nounLeftOut] = 1
	case f.noun == g.noun:
		x[sameNoun] = 1
	case people[f.noun] && people[g.noun]:
		x[bothPeople] = 1
	case slices.Contains(f.with, g.noun) || slices.Contains(g.with, f.noun):
		x[sameNoun] = .5
	default:
		x[otherNoun] = 1
		x[nounsAlike] = f.look.alike(g.look)
	}
	if len(f.with) > 0 && len(g.with) > 0 {
		if shared(f.with, g.with) > 0 {
			x[sameWith] = 1
		} else {
			x[otherWith] = 1
		}
	}
	var one, two bool
	for i, a := range f.classes {
		for k, b := range g.classes {
			if a == b {
				x[sameClass] = 1
				if i == 0 && k == 0 {
					x[sameFirst] = 1
				}
			}
		}
		one = one || heavy[a]
	}
	for _, b := range g.classes {
		two = two || heavy[b]
	}
	if one && two {
		x[clash] = 1
		for _, a := range f.classes[:min(2, len(f.classes))] {
			if heavy[a] && slices.Contains(g.classes[:min(2, len(g.classes))], a) {
				x[clash] = 0
			}
		}
	}
	x[sentences] = c.overlap(f.around, g.around)
	x[nearWords] = c.overlap(f.near, g.near)
	if len(f.entities) > 0 && len(g.entities) > 0 {
		if shared(f.entities, g.entities) > 0 {
			x[sameEntity] = 1
		} else {
			x[otherEntity] = 1
		}
	}
	if f.part != g.part {
		x[partOfOne] = 1
	}
	if f.other != g.other {
		x[otherOfOne] = 1
	}
	for _, a := range f.tellings {
		for _, b := range g.tellings {
			x[tellingsAlike] = max(x[tellingsAlike], a.look.alike(b.look))
		}
	}
	switch f.kind() {
	case "age":
		x[ofAge] = 1
		if f.whose != "" && f.whose == g.whose {
			x[ageStory] = 1
		}
	case "money":
		x[ofMoney] = 1
	case "s":
		x[ofTime] = 1
	case "%":
		x[ofShare] = 1
	case "":
	default:
		x[ofMeasure] = 1
	}
	x[nounAndFirst] = x[sameNoun] * x[sameFirst]
	x[nounAndNear] = x[sameNoun] * x[nearWords]
	x[nounAndSentence] = x[sameNoun] * x[sentences]
	x[peopleAndFirst] = x[bothPeople] * x[sameFirst]
	x[leftOutAndFirst] = x[nounLeftOut] * x[sameFirst]
	x[otherAndFirst] = x[otherNoun] * x[sameFirst]
	x[otherAndNear] = x[otherNoun] * x[nearWords]
	x[firstAndSentence] = x[sameFirst] * x[sentences]
	x[nounNoClass] = x[sameNoun] * (1 - x[sameClass])
	switch {
	case f.lead && g.lead:
		x[inLead] = 1
	case f.lead || g.lead:
		x[oneLead] = 1
	}
	if one && two && x[clash] == 0 {
		x[heavyBoth] = 1
	}
	for _, a := range f.tellings {
		for _, b := range g.tellings {
			if day(a.when) && day(b.when) {
				if a.when[:10] == b.when[:10] {
					x[sameDay] = 1
				} else {
					x[otherDay] = 1
				}
			}
		}
	}
	return x, true
}

// kind is the unit, one for all money.
func (n number) kind() string {
	switch n.unit {
	case "USD", "EUR", "GBP", "JPY", "peso", "franc", "crown", "mark", "RUB", "INR", "CNY", "dinar":
		return "money"
	}
	return n.unit
}

// chance is from 0 to 1: how likely it is that two figures answer one question,
// with more that speaks for it.
func chance(x *row, w *row, more float64) float64 {
	sum := more
	for i, v := range x {
		sum += v * w[i]
	}
	return logistic(sum)
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
