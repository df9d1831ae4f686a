package report

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
)

// A .docx is a zip of XML parts (ECMA-376, Office Open XML). Those here are the
// least that a word processor needs for headings, lists and footnotes. A footnote
// can be led to only once; where the text leads to it again its number stands in
// brackets.

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
)

// docxParts are the parts that are the same in every report.
var docxParts = []struct{ name, content string }{
	{"[Content_Types].xml", xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"/>` +
		`<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>` +
		`<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
	{"_rels/.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
	{"word/_rels/document.xml.rels", xmlHead + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
		`<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>` +
		`<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>`},
	{"word/settings.xml", xmlHead + `<w:settings ` + wordNS + `><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>` +
		`<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`},
	{"word/numbering.xml", xmlHead + `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>` +
		bullet(0, "•") + bullet(1, "–") + `</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
	{"word/styles.xml", xmlHead + `<w:styles ` + wordNS + `><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:cs="Times New Roman"/><w:sz w:val="22"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault>` +
		`<w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>` +
		`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>` +
		paragraphStyle("Title", "Title", `<w:spacing w:after="240"/>`, `<w:b/><w:sz w:val="36"/>`) +
		paragraphStyle("Heading2", "heading 2", `<w:keepNext/><w:spacing w:before="480"/><w:outlineLvl w:val="1"/>`, `<w:b/><w:sz w:val="28"/>`) +
		paragraphStyle("Heading3", "heading 3", `<w:keepNext/><w:spacing w:before="240"/><w:outlineLvl w:val="2"/>`, `<w:b/><w:sz w:val="22"/>`) +
		paragraphStyle("Heading4", "heading 4", `<w:keepNext/><w:spacing w:before="200"/><w:outlineLvl w:val="3"/>`, `<w:b/><w:i/><w:sz w:val="22"/>`) +
		paragraphStyle("ListBullet", "List Bullet", `<w:spacing w:after="60"/>`, ``) +
		paragraphStyle("FootnoteText", "footnote text", `<w:spacing w:after="40" w:line="240" w:lineRule="auto"/>`, `<w:sz w:val="17"/>`) +
		`<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>`},
}

func bullet(level int, mark string) string {
	return fmt.Sprintf(`<w:lvl w:ilvl="%d"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="%s"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="%d" w:hanging="283"/></w:pPr></w:lvl>`, level, mark, 425*(level+1))
}

func paragraphStyle(id, name, paragraph, run string) string {
	return fmt.Sprintf(`<w:style w:type="paragraph" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>%s</w:pPr><w:rPr>%s</w:rPr></w:style>`, id, name, paragraph, run)
}

func writeDOCX(w io.Writer, r *Report) error {
	z := zip.NewWriter(w)
	part := func(name, content string) error {
		f, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate}) // no time: the same report is the same bytes
		if err != nil {
			return err
		}
		_, err = io.WriteString(f, content)
		return err
	}
	for _, p := range docxParts {
		if err := part(p.name, p.content); err != nil {
			return err
		}
	}
	core := xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">` +
		`<dc:title>` + xmlText(r.Title) + `</dc:title><dc:creator>Stemma</dc:creator></cp:coreProperties>`
	if err := part("docProps/core.xml", core); err != nil {
		return err
	}
	if err := part("word/document.xml", docxBody(r)); err != nil {
		return err
	}
	if err := part("word/footnotes.xml", docxNotes(r)); err != nil {
		return err
	}
	return z.Close()
}

func docxBody(r *Report) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document ` + wordNS + `><w:body>`)
	fmt.Fprintf(&b, `<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>%s</w:p>`, run(r.Title, ""))
	seen := map[int]bool{}
	for _, block := range r.Blocks {
		b.WriteString(`<w:p>`)
		switch block.Kind {
		case Heading:
			fmt.Fprintf(&b, `<w:pPr><w:pStyle w:val="Heading%d"/></w:pPr>`, block.Level)
		case Item:
			fmt.Fprintf(&b, `<w:pPr><w:pStyle w:val="ListBullet"/><w:numPr><w:ilvl w:val="%d"/><w:numId w:val="1"/></w:numPr></w:pPr>`, block.Level-1)
		}
		for _, p := range block.Parts {
			if p.Words != "" {
				b.WriteString(run(p.Words, ""))
			}
			switch {
			case p.Note > 0 && !seen[p.Note]:
				seen[p.Note] = true
				fmt.Fprintf(&b, `<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="%d"/></w:r>`, p.Note)
			case p.Note > 0:
				b.WriteString(run(fmt.Sprintf("[%d]", p.Note), `<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>`))
			}
		}
		b.WriteString(`</w:p>`)
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

func docxNotes(r *Report) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:footnotes ` + wordNS + `>` +
		`<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>` +
		`<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>`)
	for i, n := range r.Notes {
		fmt.Fprintf(&b, `<w:footnote w:id="%d"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>%s</w:p></w:footnote>`,
			i+1, run(" "+n.Text, ""))
	}
	b.WriteString(`</w:footnotes>`)
	return b.String()
}

func run(words, properties string) string {
	return `<w:r>` + properties + `<w:t xml:space="preserve">` + xmlText(words) + `</w:t></w:r>`
}

func xmlText(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a Buffer takes everything
	}
	return b.String()
}

// mostXML is how many bytes a part of a report may have when it is unpacked.
const mostXML = 256 << 20

func readDOCX(data []byte) ([]string, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	body, _, err := wordPart(z, "word/document.xml")
	if err != nil {
		return nil, err
	}
	_, notes, err := wordPart(z, "word/footnotes.xml")
	if err != nil {
		return nil, err
	}
	// A word processor may number footnotes anew; the text numbers them by order.
	number := map[string]int{}
	var lines, order []string
	for _, l := range body {
		var line strings.Builder
		for _, piece := range l {
			if piece.note == "" {
				line.WriteString(piece.words)
				continue
			}
			if number[piece.note] == 0 {
				order = append(order, piece.note)
				number[piece.note] = len(order)
			}
			fmt.Fprintf(&line, "[%d]", number[piece.note])
		}
		if text := strings.Join(strings.Fields(line.String()), " "); text != "" {
			lines = append(lines, text)
		}
	}
	for i, id := range order {
		lines = append(lines, noteLine(i+1, strings.Join(strings.Fields(notes[id]), " ")))
	}
	return lines, nil
}

// A piece is words of a paragraph, or the footnote that it leads to there.
type piece struct{ words, note string }

// wordPart reads the paragraphs of a part, and the texts of the footnotes in it.
func wordPart(z *zip.Reader, name string) (paragraphs [][]piece, notes map[string]string, err error) {
	f, err := z.Open(name)
	if err != nil {
		return nil, nil, err
	}
	defer f.Close()
	limited := &io.LimitedReader{R: f, N: mostXML}
	d := xml.NewDecoder(limited)
	notes = map[string]string{}
	var now []piece
	note, text := "", false
	for {
		token, err := d.Token()
		if err == io.EOF {
			return paragraphs, notes, nil
		}
		if err != nil {
			if limited.N <= 0 {
				err = errors.New("it is too large")
			}
			return nil, nil, fmt.Errorf("read %s: %w", name, err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			id := ""
			for _, a := range t.Attr {
				if a.Name.Local == "id" {
					id = a.Value
				}
			}
			switch t.Name.Local {
			case "p":
				now = nil
			case "t":
				text = true
			case "tab", "br":
				now = append(now, piece{words: " "})
			case "footnoteReference":
				now = append(now, piece{note: id})
			case "footnote":
				note = id
			}
		case xml.EndElement:
			switch t.Name.Local {
			case "t":
				text = false
			case "p":
				paragraphs = append(paragraphs, now)
				for _, p := range now {
					notes[note] += p.words
				}
				notes[note] += " "
			}
		case xml.CharData:
			if text {
				now = append(now, piece{words: string(t)})
			}
		}
	}
}
