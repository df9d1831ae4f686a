package eval

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/stemma/stemma/nlp"
	"github.com/stemma/stemma/nlp/factuality"
)

// MUCClasses are how a report may view the organisation that it names for an
// incident, by the MUC-3 and MUC-4 task (slot 11, PERP: ORGANIZATION
// CONFIDENCE), the most frequent first.
var MUCClasses = []string{"REPORTED AS FACT", "SUSPECTED OR ACCUSED", "SUSPECTED OR ACCUSED BY AUTHORITIES", "CLAIMED OR ADMITTED", "POSSIBLE", "ACQUITTED"}

// A MUCConfidence is the table of what the keys say against what we say of the
// organisations whose name stands in the text.
type MUCConfidence struct {
	Table map[[2]string]int // the key's class (the first, where it allows several), ours
	All   int               // organisations in the keys that have a class
	Found int               // of these, the ones whose words stand in the text
	Right int               // of these, with a class that the key allows
	Guess int               // of these, the ones that the most frequent class would get right
}

// A perpetrator is an organisation that a key names for an incident.
type perpetrator struct {
	message string
	names   []string // what it is called in the text
	classes []string // those that the key allows
	near    []string // words of the text for what was attacked, with what, by whom
}

// ScoreMUCConfidence reads the keys and texts of the dev part in the MUC folder
// and classifies the organisations by the statements around them.
func ScoreMUCConfidence(p *nlp.Pipeline, folder string) (*MUCConfidence, error) {
	paths, err := filepath.Glob(filepath.Join(folder, "keys", "key-dev-*"))
	if err != nil || len(paths) == 0 {
		return nil, fmt.Errorf("no keys in %s: %w", folder, os.ErrNotExist)
	}
	m := &MUCConfidence{Table: map[[2]string]int{}}
	docs := map[string]*nlp.Doc{}
	for _, path := range paths {
		perps, err := readPerpetrators(path)
		if err != nil {
			return nil, err
		}
		for _, x := range perps {
			m.All++
			doc := docs[x.message]
			if doc == nil {
				if doc, err = readMUC(filepath.Join(folder, "text", "dev", x.message+".xhtml")); err != nil {
					return nil, err
				}
				p.Annotate(doc)
				docs[x.message] = doc
			}
			class, ok := confidence(doc, x)
			if !ok {
				continue
			}
			m.Found++
			if slices.Contains(x.classes, class) {
				m.Right++
			}
			if slices.Contains(x.classes, MUCClasses[0]) {
				m.Guess++
			}
			m.Table[[2]string{x.classes[0], class}]++
		}
	}
	return m, nil
}

// Write prints the table, a line for each class of the keys.
func (m *MUCConfidence) Write(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "key \\ ours\t")
	for _, c := range MUCClasses {
		fmt.Fprintf(t, "%s\t", strings.ToLower(c))
	}
	fmt.Fprintln(t)
	for _, gold := range MUCClasses {
		fmt.Fprintf(t, "%s\t", strings.ToLower(gold))
		for _, ours := range MUCClasses {
			fmt.Fprintf(t, "%d\t", m.Table[[2]string{gold, ours}])
		}
		fmt.Fprintln(t)
	}
	fmt.Fprintf(t, "in the keys %d, found in the text %d, right %d (%.1f %%), right by the most frequent class %d (%.1f %%), mean F1 of classes %.1f\n",
		m.All, m.Found, m.Right, percent(m.Right, m.Found), m.Guess, percent(m.Guess, m.Found), m.MeanF1())
	return t.Flush()
}

// MeanF1 is the mean of the F1 of the classes that the keys have, by the first
// class of each key.
func (m *MUCConfidence) MeanF1() float64 {
	var sum float64
	var count int
	for _, c := range MUCClasses {
		var r Ratio
		for pair, n := range m.Table {
			if pair[0] == c {
				r.Gold += n
			}
			if pair[1] == c {
				r.System += n
			}
			if pair[0] == c && pair[1] == c {
				r.Correct += n
			}
		}
		if r.Gold > 0 {
			sum += r.F1()
			count++
		}
	}
	return sum / float64(max(1, count))
}

var (
	slotLine = regexp.MustCompile(`^(\d+)\.\s+\S.{0,30}?\s{2,}(.*)$`)
	quoted   = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

// readPerpetrators reads the organisations of a file of keys.
func readPerpetrators(path string) ([]perpetrator, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var all, open []perpetrator
	var message, slot string
	var near []string
	flush := func() {
		for i := range open {
			open[i].near = near
		}
		all = append(all, open...)
		open, near = nil, nil
	}
	for line := range strings.Lines(string(data)) {
		value := strings.TrimSpace(line)
		if m := slotLine.FindStringSubmatch(strings.TrimRight(line, "\r\n")); m != nil {
			slot, value = m[1], strings.TrimSpace(m[2])
			if slot == "0" {
				flush()
				message, _, _ = strings.Cut(value, " ")
			}
		}
		switch slot {
		case "9", "6", "12", "18", "19":
			for _, q := range quoted.FindAllStringSubmatch(value, -1) {
				near = append(near, strings.ReplaceAll(q[1], `\"`, `"`))
			}
		case "11":
			head, rest, ok := strings.Cut(value, ":")
			if !ok {
				continue
			}
			x := perpetrator{message: message}
			for _, class := range strings.Split(strings.Trim(head, "?() "), "/") {
				if class = strings.Trim(class, "?() "); slices.Contains(MUCClasses, class) {
					x.classes = append(x.classes, class)
				}
			}
			for _, q := range quoted.FindAllStringSubmatch(rest, -1) {
				x.names = append(x.names, strings.ReplaceAll(q[1], `\"`, `"`))
			}
			if len(x.classes) > 0 && len(x.names) > 0 {
				open = append(open, x)
			}
		}
	}
	flush()
	return all, nil
}

// readMUC reads a report: its paragraphs are the blocks.
func readMUC(path string) (*nlp.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	doc := &nlp.Doc{}
	var text strings.Builder
	begin := -1
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path, err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "p" {
				begin = text.Len()
			}
			if x.Name.Local == "meta" {
				name, content := "", ""
				for _, a := range x.Attr {
					switch a.Name.Local {
					case "name":
						name = a.Value
					case "content":
						content = a.Value
					}
				}
				if name == "DC.date" {
					doc.Date = content
				}
			}
		case xml.CharData:
			if begin >= 0 {
				text.Write(x)
			}
		case xml.EndElement:
			if x.Name.Local == "p" && begin >= 0 {
				if text.Len() > begin {
					doc.Blocks = append(doc.Blocks, nlp.Span{Begin: begin, End: text.Len()})
				}
				text.WriteString("\n\n")
				begin = -1
			}
		}
	}
	doc.Text = text.String()
	return doc, nil
}

// What English words of these reports say of a perpetrator.
var (
	claims      = regexp.MustCompile(`\b(CLAIM\w*|ASSUM\w*|ACCEPT\w*|ADMIT\w*|ACKNOWLEDG\w*|TAK\w*|TOOK)\b[^.]{0,40}\b(RESPONSIBILITY|CREDIT|GUILT)\b|\bCONFESS\w*|\bADMITTED (HAVING|THAT)|\bCLAIMED (BY|THE)\b`)
	nobody      = regexp.MustCompile(`\b(NO (ONE|GROUP|ORGANIZATION|CONFIRMATION)|NOBODY|WHETHER|NONE|NOT CONFIRMED|RULED? OUT|POSSIBILITY)\b`)
	accuses     = regexp.MustCompile(`\b(ACCUS\w+|BLAM\w+|CHARG(E|ED|ES) (THAT|WITH)|CHARGED|ATTRIBUT\w+|SUSPECT\w*|ALLEG\w+|IMPLICAT\w+|DENOUNC\w+|PRESUM\w+|SUPPOSED\w*|APPARENTLY|BELIEVED|HELD RESPONSIBLE|LINK(S|ED|ING)?|HOLD\w* [^.]{0,30}RESPONSIBLE)\b`)
	authorities = regexp.MustCompile(`\b(POLICE|ARMY|MILITARY|MINIST\w+|GOVERNMENT\w*|PRESIDENT\w*|COMMAND\w*|BATTALION\w*|BRIGADE\w*|COPREFA|AUTHORIT\w+|ARMED FORCES|OFFICIALS?|GENERAL|COLONEL|JUDGE\w*|SECURITY|DAS|INVESTIGATORS?|COURT|DISTRICT ATTORNEY|ATTORNEY GENERAL|NATIONAL GUARD|INTELLIGENCE|STATE DEPARTMENT|EMBASSY)\b`)
)

// confidence classifies how the report views the organisation, by the
// sentences that name it, those with what was attacked first.
func confidence(doc *nlp.Doc, x perpetrator) (class string, ok bool) {
	type place struct {
		sentence int
		span     nlp.Span
	}
	var places []place
	for _, name := range x.names {
		for at := 0; ; {
			k := strings.Index(doc.Text[at:], name)
			if k < 0 {
				break
			}
			begin := at + k
			at = begin + len(name)
			n := slices.IndexFunc(doc.Sentences, func(s nlp.Sentence) bool { return doc.Tokens[s.Last-1].End > begin })
			if n >= 0 {
				places = append(places, place{n, nlp.Span{Begin: begin, End: at}})
			}
		}
	}
	if len(places) == 0 {
		return "", false
	}
	score := map[string]float64{}
	for _, at := range places {
		s := doc.Sentence(at.sentence)
		weight := 1.0
		near := slices.ContainsFunc(x.near, func(n string) bool { return strings.Contains(s.In(doc.Text), n) })
		if near {
			weight += 2
		}
		view := viewed(doc, at.sentence, at.span, near)
		if view == MUCClasses[0] {
			weight *= plainly // the default of the task, and where nothing is said of blame
		}
		score[view] += weight
	}
	best := MUCClasses[0]
	for _, c := range MUCClasses {
		if score[c] > score[best] {
			best = c
		}
	}
	return best, true
}

// plainly is what a sentence that says nothing of blame counts beside one that
// does. Chosen on the dev part among 0.15, 0.25, 0.4, 0.6 and 1.
const plainly = 0.4

// viewed is how one sentence views the organisation named at span; near says that
// it names the deed too.
func viewed(doc *nlp.Doc, n int, span nlp.Span, near bool) string {
	sentence := doc.Sentence(n)
	text := sentence.In(doc.Text)
	if nobody.MatchString(text) {
		return "POSSIBLE"
	}
	if claims.MatchString(text) {
		return "CLAIMED OR ADMITTED"
	}
	var inner *nlp.Attribution
	own := true
	for i := range doc.Attributions {
		a := &doc.Attributions[i]
		if a.Source.Contains(span) && near && a.Certainty == nlp.Certain && a.Polarity == nlp.Positive && !accuses.MatchString(text) {
			return "CLAIMED OR ADMITTED" // it tells of the deed itself
		}
		for _, c := range a.Content {
			if c.Contains(span) {
				inner, own = a, false
			}
		}
	}
	by := text
	if inner != nil {
		by = ""
		if !inner.Source.IsZero() {
			by = inner.Source.In(doc.Text)
		}
	}
	accused := "SUSPECTED OR ACCUSED"
	if authorities.MatchString(by) {
		accused = "SUSPECTED OR ACCUSED BY AUTHORITIES"
	}
	if accuses.MatchString(text) {
		return accused
	}
	f := factuality.Own(doc, []nlp.Span{sentence})
	if !own {
		f = inner.Factuality
	}
	switch {
	case f.Polarity == nlp.Negative:
		return "POSSIBLE"
	case f.Certainty == nlp.Possible:
		return "POSSIBLE"
	case f.Certainty == nlp.Probable:
		return accused
	}
	return MUCClasses[0]
}
