package ask_test

import (
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/ask"
	"github.com/stemma/stemma/nlp/en"
)

// TestUnrealised: what is wanted, feared, nearly so, to come or in a film is nobody's yes, what did
// not happen is denied, and what is suspected or rumoured is alleged.
func TestUnrealised(t *testing.T) {
	view := caseFrom(t, map[string]string{"notes.txt": `The smuggler Hugo Ker wants to kill Bela Lenz, a neighbour of his. The coast guard planned to sink the Ilvana near Norvik.

Police almost freed Ana Falk at the market in May. The captain Ulrik Vance was nearly shot on the road to Norvik.

The governor pretended that the ferry was sold. The clerk Ina Dorn dreamed that she was robbed. In the film, the miller Orel Tash is drowned.

The mayor called on Hugo Aster to confess that he forged the licence. The mason Ulf Orn will be fined, and the tanners should be evicted.

The looting of the granary never happened. The regatta never took place. The arrest of the gaoler has been ruled out.

The auditor ruled out that the glaziers stole the looms. The steward laughed off reports that the ferrymen burned the quay.

Prosecutors suspect that the cooper Dima Sand poisoned the well. The baker hoped that the mason Petra Solm was buried. It was rumoured that the stoker Tolland had fled.

The dyer Dov Brand was charged with theft.

The bailiff found no proof that the thatcher Emil Gast stole the bell. The warden could not establish that the cobbler Hans Ruhl forged the deed. Prosecutors failed to prove that the tinker Jon Sauer robbed the chapel.

The cook Ruta Lind may have burned the chapel.

The aqueduct did not collapse. "The siren did not sound," said the verger. The gauger Pell Mott took no bribe. The whistle failed to blow. The bellman prevented the chandler Nils Orre from cutting the cable. The causeway would have collapsed without the pillars. The bribe allegedly paid is old; the alleged toll taken by the porter Hans Wick is before the court. The lighter carried no powder. The smack had no lamp on board.

Reports that the carters were hanged could not be confirmed. The quarry was flooded by the millers, not by the drovers.

The brother of Zorah Pell was flogged. Zorah Pell's driver was arrested on Friday. The elders demanded that Rolf Stene resign.

The reeve met Olga Frey, the alleged owner of the ferry. The reeve met Nils Frey, the self-styled warden of the pass. Ida Frey, who prosecutors say is the head of the guild, denied that the bridge was safe.
`})
	reader, err := en.New()
	if err != nil {
		t.Fatal(err)
	}
	for question, want := range map[string]stemma.Stance{
		"Did Hugo Ker kill Bela Lenz?":         stemma.Questions,
		"Did the coast guard sink the Ilvana?": stemma.Questions,
		"Was Ulrik Vance shot?":                stemma.Questions,
		"Was the ferry sold?":                  stemma.Questions,
		"Was Ina Dorn robbed?":                 stemma.Questions,
		"Was Orel Tash drowned?":               stemma.Questions,
		"Did Hugo Aster forge the licence?":    stemma.Questions,
		"Was Ulf Orn fined?":                   stemma.Questions,
		"Were the tanners evicted?":            stemma.Questions,
		"Will Ulf Orn be fined?":               stemma.Affirms,
		"Was the granary looted?":              stemma.Denies,
		"Did the regatta take place?":          stemma.Denies,
		"Was the gaoler arrested?":             stemma.Denies,
		"Did the glaziers steal the looms?":    stemma.Denies,
		"Did the ferrymen burn the quay?":      stemma.Denies,
		"Did Dima Sand poison the well?":       stemma.Alleges,
		"Was Petra Solm buried?":               stemma.Questions,
		"Did Tolland flee?":                    stemma.Alleges,
		"Was Dov Brand charged?":               stemma.Affirms,
		"Did Emil Gast steal the bell?":        stemma.Questions,
		"Did Hans Ruhl forge the deed?":        stemma.Questions,
		"Did Jon Sauer rob the chapel?":        stemma.Questions,
		"Did Ruta Lind burn the chapel?":       stemma.Affirms,
		"Did the aqueduct collapse?":           stemma.Denies,
		"Did the siren sound?":                 stemma.Denies,
		"Did Pell Mott take a bribe?":          stemma.Denies,
		"Did the whistle blow?":                stemma.Denies,
		"Did Nils Orre cut the cable?":         stemma.Denies,
		"Did the causeway collapse?":           stemma.Questions,
		"Did Hans Wick take a toll?":           stemma.Alleges,
		"Did the lighter carry powder?":        stemma.Denies,
		"Did the smack have a lamp?":           stemma.Denies,
		"Did Rolf Stene resign?":               stemma.Questions,
		"Were the carters hanged?":             stemma.Questions,
		"Who is the owner of the ferry?":       stemma.Alleges,
		"Is Olga Frey the owner of the ferry?": stemma.Alleges,
		"Who is the warden of the pass?":       stemma.Alleges,
		"Is Ida Frey the head of the guild?":   stemma.Alleges,
	} {
		a, err := ask.For(t.Context(), view, reader, question)
		switch {
		case err != nil:
			t.Errorf("%s %v", question, err)
		case a.Refusal != nil:
			t.Errorf("%s is refused: %s", question, a.Refusal.Why)
		default:
			for _, s := range a.Hearings[0].First().Sides {
				if s.Stance != want {
					t.Errorf("%s has the side %q, not %q", question, s.Stance, want)
				}
				if hedged := question == "Did Ruta Lind burn the chapel?"; s.Hedged != hedged {
					t.Errorf("%s: hedged is %v", question, s.Hedged)
				}
			}
		}
	}
	for _, question := range []string{"Was Zorah Pell flogged?", "Was Zorah Pell arrested?", "Did the drovers flood the quarry?"} {
		if a, err := ask.For(t.Context(), view, reader, question); err != nil || a.Refusal == nil {
			t.Errorf("%s is answered by what is told of another: %v", question, err)
		}
	}
}
