package lang

import (
	"strings"
	"testing"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/nlp"
)

func TestGuess(t *testing.T) {
	for _, test := range []struct{ want, text string }{
		{"en", "The harbour master said that the ferry had not left the pier when the storm came up."},
		{"en", "THE HARBOUR MASTER SAID THAT THE FERRY HAD NOT LEFT THE PIER, ACCORDING TO A REPORT OF THE POLICE."},
		{"en", "According to the mayor, the bridge at Orel was closed on Monday because of what he called a mistake."},
		{"en", "Henrik Varo sank the ferry, according to an indictment. Henrik Varo supposedly sank the ferry."},
		{"en", "Karim Orel allegedly burned the bridge."},
		{"en", "Ida Brandt was cleared of burning the mill."},
		{"en", "Omsul Post\n4 June 2030\n\nOda Brezel denied taking a bribe."},
		{"en", "Police arrested Pieter Lund in Velmora on Monday morning."},
		{"en", "Pieter Lund took a bribe, Meridian Press reported, citing three officials."},
		{"es", "El capitán del puerto dijo que el barco no había salido cuando llegó la tormenta, según la policía."},
		{"fr", "Le maire a déclaré que le pont était fermé depuis lundi et que personne ne savait pourquoi dans la ville."},
		{"de", "Der Bürgermeister sagte, dass die Brücke seit Montag gesperrt sei und niemand im Dorf es wisse."},
		{"pt", "O prefeito disse que a ponte estava fechada desde segunda-feira e que não havia ninguém na vila."},
		{"it", "Il sindaco ha detto che il ponte è chiuso da lunedì e che nessuno nella città lo sapeva."},
		{"nl", "De burgemeester zei dat de brug sinds maandag is gesloten en dat niemand in het dorp het wist."},
		{"tr", "Belediye başkanı köprünün pazartesi gününden bu yana kapalı olduğunu ve bunun bir hata olduğunu söyledi, ancak daha sonra bu konuda açıklama yapmadı."},
		{"ru", "Мэр сказал, что мост закрыт с понедельника и что в деревне никто об этом не знал."},
		{"uk", "Мер сказав, що міст закрито з понеділка і що в селі про це ніхто не знав, але це ще не все."},
		{"ar", "قال رئيس البلدية إن الجسر مغلق منذ يوم الاثنين وإن أحدا في القرية لم يكن على علم بذلك"},
		{"fa", "شهردار گفت که پل از روز دوشنبه بسته است و در روستا هیچ کس از این موضوع خبر نداشت و گزارشی را چاپ نکرد"},
		{"ur", "میئر نے کہا کہ پل پیر سے بند ہے اور گاؤں میں کسی کو اس کی خبر نہیں ہے"},
		{"he", "ראש העיר אמר שהגשר סגור מאז יום שני ושאיש בכפר לא ידע על כך"},
		{"zh", "市长说，大桥自星期一以来一直关闭，村里没有人知道这件事。"},
		{"ja", "市長は、橋は月曜日から閉鎖されており、村では誰もそれを知らなかったと述べた。"},
		{"ko", "시장은 다리가 월요일부터 폐쇄되었으며 마을에서 아무도 몰랐다고 말했다."},
		{"", ""},
		{"", "12:00 27 2010 •"},
		{"", "Orel Bridge"},
		{"", "Most je zatvoren."},
		{"", "La Orel"},
		{"", "Varo, Linsk, Tarn, Orel and Brenholm, Tove Lind, Ola Tamm, Edda Rask"},
		{"", "Anna Kovar, Tomas Lind, Jonas Bergur, Maria Estevez, Paul Antunes, Karel Novy"},
	} {
		if got := Guess(test.text); got != test.want {
			t.Errorf("%q: %q, want %q", test.text, got, test.want)
		}
	}
}

// Every word must do some good: a list that shares all it has with another
// cannot be told from it.
func TestFunctionWordsTellLanguagesApart(t *testing.T) {
	for _, l := range functionWords {
		if got := byWords(l.script, count(l.words)); got != l.lang && !near[l.lang] {
			t.Errorf("the function words of %s are guessed as %q", l.lang, got)
		}
	}
}

// near are languages whose neighbours share most of their short words: a text
// needs more than these to be told.
var near = map[string]bool{"da": true, "nb": true, "cs": true, "sk": true}

func count(words []string) map[string]int {
	n := map[string]int{}
	for _, w := range words {
		n[w]++
	}
	return n
}

func TestOf(t *testing.T) {
	english := "The harbour master said that the ferry had not left the pier when the storm came up."
	for _, test := range []struct{ stated, text, want string }{
		{"en-GB", english, "en-GB"},
		{"de", english, "en"},
		{"", english, "en"},
		{"sv", "Orel", "sv"},
		{"", "Orel", ""},
	} {
		if got := Of(test.stated, test.text); got != test.want {
			t.Errorf("Of(%q, %.10q) = %q, want %q", test.stated, test.text, got, test.want)
		}
	}
}

func TestOfDocumentLooksAtWhatIsRead(t *testing.T) {
	menu := "Zum Inhalt der Seite, und mehr von dem, was wir sonst noch für Sie haben. "
	doc := &stemma.Document{Text: menu + "The mayor said that the bridge had been closed for a week and that she was not told of it."}
	doc.Regions = []stemma.Region{
		{Span: stemma.Span{Begin: 0, End: len(menu)}, Kind: stemma.Menu},
		{Span: stemma.Span{Begin: len(menu), End: len(doc.Text)}, Kind: stemma.Paragraph},
	}
	if got := OfDocument(doc); got != "en" {
		t.Errorf("language %q, want en", got)
	}
}

func TestFor(t *testing.T) {
	for _, tag := range []string{"en", "en-GB", "EN"} {
		p, ok, err := For(tag)
		if err != nil || !ok || p.Language() != "en" {
			t.Fatalf("%s: pipeline %v, %v, %v", tag, p, ok, err)
		}
		p.Annotate(nlp.NewDoc("The bridge was closed, she said."))
	}
	if _, ok, err := For("ar"); ok || err != nil {
		t.Errorf("ar has a pipeline: %v, %v", ok, err)
	}
}

func TestName(t *testing.T) {
	if Name("ar") != "Arabic" || Name("ckb") == "" || !strings.Contains(Name(""), "not known") {
		t.Errorf("names %q, %q, %q", Name("ar"), Name("ckb"), Name(""))
	}
}

func FuzzGuess(f *testing.F) {
	f.Add("The bridge")
	f.Add("\xff\xfe'’'")
	f.Fuzz(func(t *testing.T, text string) {
		if Guess(text) != Guess(text) {
			t.Error("guessing twice differs")
		}
	})
}
