package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestSomeAnswerNotForAll: what is said of some, of all, of none and not of all stands on sides
// of its own, and is a conflict only where both cannot hold.
func TestSomeAnswerNotForAll(t *testing.T) {
	const (
		all     = "All of the pilots of the ferry Ilvana were arrested at Tarn, said Ana Vell."
		each    = "The pilots of the ferry Ilvana were all arrested at Tarn, said Ana Vell."
		them    = "The pilots of the ferry Ilvana were arrested at Tarn, said Ana Vell."
		some    = "Some of the pilots of the ferry Ilvana were arrested at Tarn, said Orel Tash."
		most    = "Most of the pilots of the ferry Ilvana were arrested at Tarn, said Orel Tash."
		none    = "None of the pilots of the ferry Ilvana was arrested at Tarn, said Orel Tash."
		no      = "No pilots of the ferry Ilvana were arrested at Tarn, said Orel Tash."
		neither = "Neither of the pilots of the ferry Ilvana was arrested at Tarn, said Orel Tash."
		notAll  = "Not all of the pilots of the ferry Ilvana were arrested at Tarn, said Orel Tash."
		notThe  = "The pilots of the ferry Ilvana were not all arrested at Tarn, said Orel Tash."
		allSaid = "The guards sold all of the barges of Velm to the miller, said Ana Vell."
		fewSaid = "The guards sold some of the barges of Velm to the miller, said Orel Tash."
		everyOf = "All of the guards sold some of the barges of Velm to the miller, said Ana Vell."
		notSold = "The guards did not sell all of the barges of Velm to the miller, said Orel Tash."
		two     = "Two of the pilots of the ferry Ilvana were arrested at Tarn, said Ana Vell."
		denyTwo = "Orel Tash denied that two of the pilots of the ferry Ilvana were arrested at Tarn."
		denyAll = "Ana Vell denied that all of the pilots of the ferry Ilvana were arrested at Tarn."
		notTwo  = "Two of the pilots of the ferry Ilvana were not arrested at Tarn, said Ana Vell."
		notOne  = "Not one of the pilots of the ferry Ilvana was arrested at Tarn, said Ana Vell."
		denyFew = "Ana Vell denied that most of the pilots of the ferry Ilvana were arrested at Tarn."
	)
	for _, c := range []struct {
		a, b     string
		conflict bool
		want     string // the sides
	}{
		{all, none, true, "held, not held"},
		{them, none, true, "held, not held"},
		{each, neither, true, "held, not held"},
		{them, no, true, "held, not held"},
		{all, some, false, "held, some of them held"},
		{them, most, false, "held, some of them held"},
		{some, none, true, "not held, some of them held"},
		{all, notAll, true, "held, not all of them held"},
		{each, notThe, true, "held, not all of them held"},
		{strings.Replace(some, "Orel Tash", "Ana Vell", 1), notAll, false, "not all of them held, some of them held"},
		{allSaid, fewSaid, false, "some of them, yes"},
		{everyOf, notSold, false, "not all of them, some of them"},
		{allSaid, notSold, true, "not all of them, yes"},
		{two, denyTwo, true, "not held, some of them held"},
		{some, denyAll, false, "not all of them held, some of them held"},
		{all, denyAll, true, "held, not all of them held"},
		{some, notTwo, false, "not all of them held, some of them held"},
		{some, notOne, true, "not held, some of them held"},
		{some, denyFew, false, "not all of them held, some of them held"},
	} {
		s := open(t)
		var items []stemma.Item
		for i, text := range []string{c.a, c.b} {
			items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: []byte(text)})
		}
		read(t, s, 1, items)
		conflict, found := false, false
		for a, err := range s.Assessments(t.Context(), stemma.AssessmentFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			claim, err := s.Claim(t.Context(), a.Claim)
			if err != nil {
				t.Fatal(err)
			}
			conflict = conflict || a.Disagreement.Conflict()
			var sides []string
			for i := range a.Sides {
				sides = append(sides, a.Sides[i].Name(claim.Question))
			}
			slices.Sort(sides)
			found = found || strings.Join(sides, ", ") == c.want
			if !found {
				t.Logf("%s: %s: %s", claim.Question, a.Disagreement, strings.Join(sides, ", "))
			}
		}
		if conflict != c.conflict || !found {
			t.Errorf("“%s” “%s”: conflict %v, and the sides %s are found: %v", c.a, c.b, conflict, c.want, found)
		}
	}
}
