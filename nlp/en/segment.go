package en

import (
	"strings"

	"github.com/stemma/stemma/nlp/segment"
)

// Segmenter returns the annotator that finds the sentences and words of
// English. Where the weights of its sentence splitter cannot be read, which New
// reports, it works by rules alone.
func Segmenter() *segment.Segmenter {
	language := Words()
	language.Splitter, _ = splitter()
	language.Parted, language.Datelines = true, true
	return segment.New(language)
}

// Splitter returns what was learned of where English sentences end.
func Splitter() (*segment.Splitter, error) { return splitter() }

// Words is what segmentation must know of English.
func Words() segment.Language {
	return segment.Language{
		Abbreviations: strings.Fields(`
			etc inc corp co ltd bros llc plc assn dept dist univ est div
			jr sr esq phd ph.d m.d b.a m.a d.c p.s n.b u.s u.k u.n e.u u.s.a u.s.s.r
			e.g i.e cf viz al ca approx vs v.s i.c
			a.m p.m a.d b.c a.k.a
			st ave blvd rd hwy pkwy sq ft mt apt bldg
			jan feb aug sept oct nov dec
			ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore penn pa tenn tex va vt wis wyo wash
			ont que n.y n.j n.c s.c n.d s.d n.h n.m r.i w.va l.a
			min max avg misc ext tel`),
		Titles: strings.Fields(`
			mr mrs ms messrs mme mlle dr prof rev fr hon pres gov lt.gov sen rep sens reps
			gen col maj capt cpt cmdr cmdre comdr lt sgt cpl pvt pfc adm brig lieut det insp supt supts
			maj.gen lt.gen brig.gen lt.col amb atty sec treas rt msgr dir supt`),
		BeforeNumber: strings.Fields(`
			no nos nr p pp fig figs art arts vol vols ch chap sect par para ver op eq
			mar apr jun jul sep sun mon tue tues wed thu thur thurs fri sat c ca circa`),
		Letters: []string{"i"},
		Clitics: strings.Fields(`'s n't 'm 'll 've 're 'd`),
		Fused: strings.Fields(`
			can|not gon|na wan|na got|ta lem|me gim|me
			do|nt does|nt did|nt is|nt are|nt was|nt were|nt has|nt have|nt had|nt ca|nt wo|nt would|nt could|nt should|nt ai|nt
			i|m i|ve you|ve we|ve they|ve you|re they|re he|s she|s it|ll that|s there|s what|s`),
		Prefixes: strings.Fields(`
			anti arch bi co counter cross de e ex extra hyper inter intra macro mega meta micro mid mini multi neo non over
			para poly post pre pro pseudo psycho re semi socio sub super supra trans tri ultra uni`),
		Hyphenated:  strings.Fields(`e-mail e-mails e-mailed e-mailing no-one`),
		Apostrophes: strings.Fields(`'em 'til 'cause 'bout 'n 'round 'tis 'twas 'im 'cos`),
		Units: strings.Fields(`
			am pm a.m p.m mm cm km kg mg lb lbs oz ft mph kph kw mw mwh hrs hr min mins sec secs ml gb mb tb ghz mhz hz
			yrs yr k m bn`),
		Starters: strings.Fields(`
			the he she it they we you this that these those there his her its their our
			but and however meanwhile also if when while although according asked after before during since
			what who why how where some many most no not all`),
	}
}
