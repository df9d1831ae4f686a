// Package descent finds which texts of a case descend from which, passage by
// passage: copies, excerpts, revisions, mixtures, texts that were spun by a
// thesaurus or a machine.
//
// It works in four steps, each a pure function. [Split] makes words of a text
// and [NewSketch] keys of the words: two salient words near each other, so that
// names and numbers, which a thesaurus leaves alone, make the same keys in a
// spun text (a relative of winnowing, Schleimer, Wilkerson and Aiken 2003, for
// texts whose words change). An [Index] groups the sketches by key and says
// which texts are to be compared: those that share keys which few have. Keys
// that many texts have which have little else in common are boilerplate of an
// outlet or set phrases; what they cover weighs nothing. A [Tracer] aligns each
// pair of candidates, seed and extend and chain, and weighs what it finds: one
// threshold decides, whatever the kind. [Pair.Kind] names it. Every step is
// linear in the texts, also where they were made to be a nuisance.
//
// Texts in two languages share hardly a word. [Cognates] are what a translator
// leaves: names, as they sound, and numbers. They have an index of their own, and
// a text that has them in the same sentences, in one order, is a translation.
//
// Texts that share no passage may still rest on one interview, report or
// speech. [Hearsay] is what a text has on whose word; it has an index of its own,
// and an [Echo] is said to be a quotation or a shared origin, weaker than
// descent.
//
// It does not say which of two texts is true, nor which came first without
// evidence. A single sentence in common, and words in quotation marks, are no
// descent: two who quote one speech have not read each other. Nor is it a shared
// origin that two tell of one event on the word of different people. It knows no
// language: what it takes for a salient word is a long one or a number, so that
// it works less well on scripts without spaces, where each sign is a word. A
// text that was rewritten so freely that neither names nor order stay is not
// found.
package descent
