package mail

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/stemma/stemma"
	"github.com/stemma/stemma/internal/reader/readertest"
)

const head = "From: Inge Tallow <inge@sandholm.example>\r\nTo: desk@log.example\r\nSubject: The ferry\r\nDate: Tue, 25 May 2021 14:30:00 +0200\r\n"

const plain = head + "\r\nDear desk,\r\n\r\nThe ferry did not sail.\r\n\r\nOn Monday, Vane wrote:\r\n> Did it sail?\r\n> When?\r\n\r\nInge\r\n"

var multipart = head + "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n" +
	"--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n" +
	"--y\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe f=E9rry.\r\n" +
	"--y\r\nContent-Type: text/html\r\n\r\n<p>The <b>ferry</b> as HTML.</p>\r\n--y--\r\n" +
	"--x\r\nContent-Type: application/octet-stream; name=\"../../log.txt\"\r\nContent-Disposition: attachment; filename=\"../../log.txt\"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.StdEncoding.EncodeToString([]byte("The log.")) + "\r\n" +
	"--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF-1.4\r\n" +
	"--x\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename=forwarded.eml\r\n\r\nSubject: Inner\r\n\r\nWords.\r\n--x--\r\n"

func blocks(doc *stemma.Document) []string {
	var out []string
	if doc != nil {
		for _, r := range doc.Regions {
			out = append(out, string(r.Kind)+": "+r.In(doc.Text))
		}
	}
	return out
}

const headers = "header: From: Inge Tallow <inge@sandholm.example>\nTo: desk@log.example\nDate: Tue, 25 May 2021 14:30:00 +0200\nSubject: The ferry"

func TestRead(t *testing.T) {
	tests := []struct {
		name, data string
		want       []string
		items      []string
	}{
		{"plain", plain, []string{headers, "paragraph: Dear desk,", "paragraph: The ferry did not sail.", "paragraph: On Monday, Vane wrote:", "quote: > Did it sail?\n> When?", "paragraph: Inge"}, nil},
		{"line of a mailbox", "From inge@sandholm.example Tue May 25 14:30:00 2021\n" + plain, []string{headers, "paragraph: Dear desk,", "paragraph: The ferry did not sail.", "paragraph: On Monday, Vane wrote:", "quote: > Did it sail?\n> When?", "paragraph: Inge"}, nil},
		{"parts", multipart, []string{headers, "paragraph: The férry."}, []string{"a.eml#log.txt", "a.eml#attachment-2.pdf", "a.eml#forwarded.eml mail"}},
		{"HTML alone", head + "Content-Type: text/html; charset=utf-8\r\n\r\n<p>The ferry</p><blockquote>Did it?</blockquote>", []string{headers, "paragraph: The ferry", "quote: Did it?"}, nil},
		{"flowed", head + "Content-Type: text/plain; format=flowed\r\n\r\nThe ferry \r\ndid not sail.\r\n", []string{headers, "paragraph: The ferry did not sail."}, nil},
		{"encoded subject", strings.Replace(plain, "The ferry\r\n", "=?utf-8?q?F=C3=A4hre?=\r\n", 1), []string{strings.Replace(headers, "The ferry", "Fähre", 1), "paragraph: Dear desk,", "paragraph: The ferry did not sail.", "paragraph: On Monday, Vane wrote:", "quote: > Did it sail?\n> When?", "paragraph: Inge"}, nil},
		{"Latin letters undeclared", head + "\r\nThe caf\xe9 was shut, and the \x93log\x94 was gone.\r\n", []string{headers, "paragraph: The café was shut, and the “log” was gone."}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			doc, items, err := Read(t.Context(), stemma.Item{Path: "a.eml", Data: []byte(test.data)})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, blocks(doc)); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
			var got []string
			for _, it := range items {
				got = append(got, strings.TrimSpace(it.Path+" "+it.Format))
			}
			if diff := cmp.Diff(test.items, got); diff != "" {
				t.Errorf("items: -want +got\n%s", diff)
			}
			if doc.Byline.ShownBy.In(doc.Text) != "Inge Tallow" || doc.Title.ShownBy.In(doc.Text) != doc.Title.Value ||
				doc.Published.Value != "2021-05-25T14:30:00+02:00" || doc.Published.ShownBy.In(doc.Text) != "Tue, 25 May 2021 14:30:00 +0200" {
				t.Errorf("byline %+v, title %+v, date %+v", doc.Byline, doc.Title, doc.Published)
			}
		})
	}
}

func TestHostile(t *testing.T) {
	deep := head
	for i := range 600 {
		deep += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n", i, i)
	}
	for name, test := range map[string]struct {
		data string
		kind stemma.Kind
	}{
		"nothing":           {"", stemma.Broken},
		"parts without end": {deep, stemma.Unsafe},
	} {
		doc, items, err := Read(t.Context(), stemma.Item{Path: "a.eml", Data: []byte(test.data)})
		if doc != nil || len(items) > 0 || stemma.KindOf(err) != test.kind {
			t.Errorf("%s: document %v, error %v, want kind %s", name, doc != nil, err, test.kind)
		}
	}
}

func TestReader(t *testing.T) {
	readertest.Run(t, Read, readertest.Sample{Name: "plain", Data: []byte(plain)}, readertest.Sample{Name: "parts", Data: []byte(multipart)})
}

func FuzzRead(f *testing.F) { readertest.Fuzz(f, Read, []byte(plain), []byte(multipart)) }
