package engine_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stemma/stemma"
)

// TestKindsOfDisagreement: each kind is found with both its statements, and what
// only looks like it is not.
func TestKindsOfDisagreement(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		kind  stemma.Disagreement
		want  [2]string // words of the two statements, "" for none
	}{
		{
			name: "a hedge is dropped",
			texts: []string{
				"Ana Vell said that the old dam above Tarn would probably break before the summer floods.",
				"Ana Vell said that the old dam above Tarn would break before the summer floods.",
			},
			kind: stemma.CertaintyDiffers, want: [2]string{"probably break", "would break"},
		},
		{
			name: "denied in other words",
			texts: []string{
				"The guild of Tarn said that soldiers of the garrison had brought shells to the mill of Tarn on Thursday.",
				"The ministry of Varo denies that shells were kept at the mill of Tarn.",
				"The mill of Tarn burned on Friday, Ana Vell said. The mayor visited the bakers of Tarn.",
			},
			kind: stemma.PolarityDiffers, want: [2]string{"soldiers of the garrison", "that shells were kept"},
		},
		{
			name: "denied of a thing whose owner is not named",
			texts: []string{
				"The spokesman, Dario Venk, said the ship's papers were forged and that its beacon had been switched off for nine days.",
				"The captain's lawyer said that he had never switched off the beacon.",
				"The ship was stopped off Tarn on Sunday, Ana Vell said. The harbour office took her papers.",
			},
			kind: stemma.PolarityDiffers, want: [2]string{"its beacon", "switched off the beacon"},
		},
		{
			name: "denied in fewer words",
			texts: []string{
				"The barge Halcyon, on her way to Linsk, was carrying 1,200 tonnes of coal when she was stopped off Tarn on Sunday, the harbour office said.",
				"The Halcyon was not carrying coal, her owner said.",
				"The guild of Tarn wants an inquiry, Ana Vell said. The mayor visited the bakers of Tarn.",
			},
			kind: stemma.PolarityDiffers, want: [2]string{"was carrying", "was not carrying"},
		},
		{
			name: "who does not know a thing denies nothing",
			texts: []string{
				"The master of the barge is known at Tarn as Old Venk, the name under which he plays chess, Ana Vell said.",
				"Petra Solm said that she did not know the name.",
				"The guild of Tarn wants an inquiry into the fire. The mayor visited the bakers of Tarn.",
			},
			kind: stemma.PolarityDiffers,
		},
		{
			name: "there was none",
			texts: []string{
				"Ana Vell said that a faulty pump had started the fire at the mill of Tarn.",
				"There was no pump in the mill. The guild of Tarn wants an inquiry into the fire.",
			},
			kind: stemma.PolarityDiffers, want: [2]string{"a faulty pump", "There was no pump"},
		},
		{
			name: "none of them did another thing",
			texts: []string{
				"Ana Vell said that a miller had started the fire at Tarn.",
				"No miller has been paid since. The guild of Tarn wants an inquiry into the fire.",
			},
			kind: stemma.PolarityDiffers,
		},
		{
			name: "a denial of another thing of the same place",
			texts: []string{
				"The guild of Tarn said that soldiers of the garrison had brought shells to the mill of Tarn on Thursday.",
				"The ministry of Varo denies that the bakers of Tarn were paid for the flour.",
				"The mill of Tarn burned on Friday, Ana Vell said. The mayor visited the bakers of Tarn.",
			},
			kind: stemma.PolarityDiffers,
		},
		{
			name: "who only passes the denial on denies nothing",
			texts: []string{
				"The ministry of Varo denied on Monday that shells were kept at the mill of Tarn.",
				"The ministry in Varo denied that shells were kept at the mill of Tarn, the Tarn Post reported.",
			},
			kind: stemma.PolarityDiffers,
		},
		{
			name:  "what befell a place answers not what reached it",
			texts: []string{"Blast in Varo\n\nAid reached the hospital in the old town of Varo, the mayor said.", "Report of the day\n\nThe army denied that it shelled the hospital in the old town of Varo."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "who left a gate answers not who opened it",
			texts: []string{"Blast in Varo\n\nThe guards opened the gate of the camp at Varo before dawn, Orel Tarn said.", "Report of the day\n\nColonel Drum denied that trucks left the gate of the camp at Varo before dawn."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "who looted answers not who defended",
			texts: []string{"Blast in Varo\n\nThe mayor praised the soldiers who defended the bridge at Linsk, Orel Tarn said.", "Report of the day\n\nColonel Drum denied that the soldiers looted the bank at the bridge at Linsk."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what was kept near a place answers not who played there",
			texts: []string{"Blast in Varo\n\nThe children played near the mill at Varo on the day of the blast, Orel Tarn said.", "Report of the day\n\nColonel Drum denied that shells were kept near the mill at Varo on the day of the blast."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "none of others entered it",
			texts: []string{"Blast in Varo\n\nNo soldiers entered the hospital in the old town of Varo, Orel Tarn said.", "Report of the day\n\nThe mayor said that aid reached the hospital in the old town of Varo."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name: "a number that grew and is then denied",
			texts: []string{
				"LINSK, 4 March 2021 - Nine men were killed when the mill of Tarn burned, Ana Vell said.",
				"LINSK, 5 March 2021 - Fourteen men were killed when the mill of Tarn burned, as is now known, Orel Tash said.",
				"LINSK, 6 March 2021 - Ana Vell denied that fourteen men were killed when the mill of Tarn burned.",
			},
			kind: stemma.NumberDiffers, want: [2]string{"Fourteen men were killed", "that fourteen men were killed"},
		},
		{
			name: "a figure that is called false",
			texts: []string{
				"LINSK, 5 March 2021 - Eleven men were killed when the mill of Tarn burned, the mayor of Tarn said.",
				"LINSK, 5 March 2021 - The mayor's figure of eleven killed at the mill of Tarn is false, the guild of Tarn said.",
			},
			kind: stemma.NumberDiffers, want: [2]string{"Eleven men were killed", "figure of eleven"},
		},
		{
			name: "a figure that is not too low",
			texts: []string{
				"LINSK, 5 March 2021 - Eleven men were killed when the mill of Tarn burned, the mayor of Tarn said.",
				"LINSK, 5 March 2021 - The mayor's figure of eleven killed at the mill of Tarn is not too low, the guild of Tarn said.",
			},
			kind: stemma.NumberDiffers,
		},
		{
			name: "who denies a number gives no other",
			texts: []string{
				"LINSK, 5 March 2021 - Nine men were killed when the mill of Tarn burned, Orel Tash said.",
				"LINSK, 5 March 2021 - Ana Vell denied that fourteen men were killed when the mill of Tarn burned.",
			},
			kind: stemma.NumberDiffers,
		},
		{
			name: "two that deny two numbers",
			texts: []string{
				"LINSK, 5 March 2021 - Orel Tash denied that nine men were killed when the mill of Tarn burned.",
				"LINSK, 5 March 2021 - Ana Vell denied that fourteen men were killed when the mill of Tarn burned.",
			},
			kind: stemma.NumberDiffers,
		},
		{
			name:  "who denies to have been there",
			texts: []string{"Petra Solm denied having been at the mill of Tarn.", "Petra Solm was at the mill of Tarn, said Ana Vell."},
			kind:  stemma.PolarityDiffers, want: [2]string{"having been at", "was at the mill"},
		},
		{
			name:  "who denies to have taken part",
			texts: []string{"Petra Solm denied having taken part in the theft.", "Petra Solm took part in the theft, said Ana Vell."},
			kind:  stemma.PolarityDiffers, want: [2]string{"having taken part", "took part"},
		},
		{
			name:  "who denies that she took part",
			texts: []string{"Petra Solm denied that she had taken part in the theft.", "Petra Solm took part in the theft, said Ana Vell."},
			kind:  stemma.PolarityDiffers, want: [2]string{"had taken part", "took part"},
		},
		{
			name:  "who denies to have gone there, and another who did",
			texts: []string{"Petra Solm denied having been at the mill of Tarn.", "Orel Tash was at the mill of Tarn, said Ana Vell."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what is quoted line by line, and not so",
			texts: []string{"> Orel Tash sold the mill of Tarn.\n\nThat is not so."},
			kind:  stemma.PolarityDiffers, want: [2]string{"sold the mill", "not so"},
		},
		{
			name:  "what the author says himself is not taken back",
			texts: []string{"> Orel Tash sold the mill of Tarn.\n\nThe ferry burned at noon. That is not so."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what is hoped is left open",
			texts: []string{"The baker of Tarn hoped that the mason Petra Solm was buried in Varo.", "The mason Petra Solm was buried in Varo, said Ana Vell."},
			kind:  stemma.CertaintyDiffers,
		},
		{
			name:  "what is planned is not denied by who does not do it",
			texts: []string{"The coast guard of Tarn planned to sink the barge Ilvana.", "The coast guard of Tarn did not sink the barge Ilvana."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name: "both are sure",
			texts: []string{
				"Ana Vell said that the old dam above Tarn would break before the summer floods.",
				"Ana Vell said that the old dam above Tarn would break before the summer floods came.",
			},
			kind: stemma.CertaintyDiffers,
		},
		{
			name:  "who is against a law does not deny it",
			texts: []string{"The mayor of Linsk said that he opposed the late changes of the harbour law of Varo.", "The mayor of Linsk said that he opposed the late changes of the harbour law of Varo, a clerk wrote."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "who rejects a murder does not deny it",
			texts: []string{"Ana Vell called the murder of Orel Tash in Varo a crime.", "All the guilds of Tarn rejected the murder of Orel Tash in Varo."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "two who say that others refuse",
			texts: []string{"Two clerks said that the three guards refused to open the gate of the old mill of Tarn.", "Ana Vell wrote that the three guards refused to open the gate of the old mill of Tarn."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "who refuses to do it does not do it",
			texts: []string{"The guards refused to open the gate of the old mill of Tarn, said Ana Vell.", "The guards opened the gate of the old mill of Tarn, said Orel Tash."},
			kind:  stemma.PolarityDiffers, want: [2]string{"to open", "opened"},
		},
		{
			name:  "a not in an aside",
			texts: []string{"The bell ringers of Tarn were in the tower when the fire broke out, although no one was hurt.", "The bell ringers of Tarn were in the tower when the fire broke out, but they got out safely, said Ana Vell."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "those who did not, and others",
			texts: []string{"The members left the council of Tarn, said Ana Vell.", "The members who did not leave the council of Tarn met in Varo."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what is not so bad",
			texts: []string{"Orel Tash said that the ferry leaves the harbour at night. That's not so bad if the harbour has a lamp."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what is not right for somebody to do",
			texts: []string{"Orel Tash said that the guild sold the bridge. It is not right for the council to arrest a miller."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what was, and what will not be",
			texts: []string{"The ferry Osmunda carried the bell, said Ana Vell.", "The ferry Osmunda will not carry the bell, said Orel Tash."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "to one place, and not to another",
			texts: []string{"Orel Tash never moved to Linsk, said Ana Vell.", "Orel Tash moved to Varo, said the miller of Tarn."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "who negotiates to buy has not bought",
			texts: []string{"The city of Tarn was negotiating to buy the mill of Varo.", "The city of Tarn has not bought the mill of Varo, said Ana Vell."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "a promise that it will not be",
			texts: []string{"Two sailors were kidnapped, said Ana Vell.", "Ana Vell spoke of the promise that no one will be kidnapped."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "a heartless prisoner is one",
			texts: []string{"Ana Vell said that Orel Tash was a heartless prisoner. The miller said that Orel Tash was a prisoner."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "no killer, and killed",
			texts: []string{"Ana Vell said that Orel Tash is not a killer.", "Orel Tash was killed at Varo, the miller said."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "what was ruled out will never be",
			texts: []string{"The ferry is the oldest of Varo, but the guild has ruled out selling the ferry.", "The guild will never sell the ferry, said Ana Vell."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "what a truce must see to",
			texts: []string{"The guild carries out raids in Tarn, said Ana Vell.", "A truce must ensure that the guild does not carry out raids in Tarn."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "of two whose names stand before the brackets",
			texts: []string{"Orel Tash (36 wins) met the miller at Varo on Monday.", "Petra Solm (46 wins) met the miller at Varo on Monday."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "what two did",
			texts: []string{"Orel Tash carried 22 crates up the tower of Varo.", "Petra Solm carried 25 crates up the tower of Varo."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "what one did",
			texts: []string{"Orel Tash carried 22 crates up the tower of Varo.", "Tash carried 25 crates up the tower of Varo."},
			kind:  stemma.NumberDiffers, want: [2]string{"22", "25"},
		},
		{
			name:  "the records of two",
			texts: []string{"The record of Orel Tash is 22 points.", "The record of Petra Solm is 25 points."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "what two say of one thing",
			texts: []string{"Orel Tash said that the mill has 22 windows.", "Petra Solm said that the mill has 25 windows."},
			kind:  stemma.NumberDiffers, want: [2]string{"22", "25"},
		},
		{
			name:  "two games, told by two lists",
			texts: []string{"Orel Tash had 25 points and 16 rebounds for Varo.", "Orel Tash had 22 points and nine rebounds for Varo."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "ages of two who are not named",
			texts: []string{"A 34-year-old miner was killed by a bomb in Varo, police said.", "An 18-year-old miner was killed by a bomb in Varo, the mayor said."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "two ages of one who is not named",
			texts: []string{"A 34-year-old miner was killed by a bomb in Varo, police said.", "A 35-year-old miner was killed by a bomb in Varo, the mayor said."},
			kind:  stemma.NumberDiffers, want: [2]string{"34", "35"},
		},
		{
			name:  "a sum between two",
			texts: []string{"The mill of Varo offered between $140 and $150 million for the bridge of Linsk.", "The mill of Varo offered $145 million for the bridge of Linsk."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "one place with the name of its land and without",
			texts: []string{"Petra Solm died in Springfield, Norland, on Monday, police said.", "Petra Solm died in Springfield on Monday, her sister said."},
			kind:  stemma.PlaceDiffers,
		},
		{
			name:  "millions in two letters",
			texts: []string{"The mill of Varo offered $160MM for the bridge of Linsk.", "The mill of Varo offered $160 million for the bridge of Linsk."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "of how many somebody is the mother",
			texts: []string{"A mother of 12 was killed by a bomb in Varo, police said.", "Two women were killed by a bomb in Varo, the mayor said."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "two days of a week",
			texts: []string{"Police in Varo arrested seven men on Sunday.", "Police in Varo arrested nine men on Friday."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "a number of days in which something was not so",
			texts: []string{"After four days of talks in Varo the council of Tarn met, said Ana Vell.", "The talks of the council of Tarn in Varo never became loud in the four days, said Orel Tash."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "a run is no record",
			texts: []string{"A 15-2 run sealed the game for Varo.", "Varo (25-7) won the game."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "at two times of a game",
			texts: []string{"Orel Tash made it 60-46 with 6:11 to go.", "Orel Tash made it 57-46 with 7:02 remaining."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "at one time of a game",
			texts: []string{"Varo took a 45-35 lead with 13:41 to go.", "Varo took a 45-36 lead with 13:41 to play."},
			kind:  stemma.NumberDiffers, want: [2]string{"45-35", "45-36"},
		},
		{
			name:  "no proof of it",
			texts: []string{"Orel Tash said that the mayor of Linsk had sold the bridge. He showed it to nobody. No document that shows this has been made public."},
			kind:  stemma.AbsenceOfProof, want: [2]string{"sold the bridge", "No document"},
		},
		{
			name:  "nobody could check it",
			texts: []string{"The governor of Linsk said that a shell hit the mill at noon. The claim could not be independently verified."},
			kind:  stemma.AbsenceOfProof, want: [2]string{"hit the mill", "could not be"},
		},
		{
			name:  "a document without bearing",
			texts: []string{"Orel Tash said that the mayor of Linsk had sold the bridge. No document was signed in the winter."},
			kind:  stemma.AbsenceOfProof,
		},
		{
			name:  "no evidence of something else",
			texts: []string{"Orel Tash said that the mayor of Linsk had sold the bridge. Ana Vell said that she had no evidence that the ferry was late."},
			kind:  stemma.AbsenceOfProof,
		},
		{
			name:  "no evidence of what the author tells in between",
			texts: []string{"Orel Tash said that the mayor of Linsk had sold the bridge. The ferry Osmunda burned at noon. There is no evidence of that."},
			kind:  stemma.AbsenceOfProof,
		},
		{
			name:  "who denies a part in a murder does not deny it",
			texts: []string{"Ana Vell called the murder of Orel Tash in Varo a crime.", "The miller of Tarn denied any part in the murder of Orel Tash in Varo."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "who denies that a delay has to do with a murder does not deny it",
			texts: []string{"Ana Vell called the murder of Orel Tash in Varo a crime.", "The miller of Tarn denied that the delay was linked to the murder of Orel Tash in Varo."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "what is unfortunate is so",
			texts: []string{"Unfortunately, Orel Tash was the victim of a robber in Varo.", "Orel Tash was the victim of a robber in Varo, said Ana Vell."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "what must not be may not be either",
			texts: []string{"The guild suspended its talks with the mill of Tarn, said Ana Vell.", "The talks with the mill of Tarn must not be suspended by the guild, said Orel Tash."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name: "a hedge that both have",
			texts: []string{
				"Orel Tash believes that the old dam above Tarn would break before the summer floods.",
				"“Orel Tash believes that the old dam above Tarn would break before the summer floods,” said Ana Vell.",
			},
			kind: stemma.CertaintyDiffers,
		},
		{
			name:  "who protests an attack does not deny it",
			texts: []string{"Ana Vell wrote of the attack on the mill of Tarn.", "The guild of Linsk protested the attack on the mill of Tarn."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "these three and those six",
			texts: []string{"Six men were arrested in Varo on Monday, said Ana Vell. Three men have not been arrested and are being sought, said the miller of Tarn."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "nobody in this attack",
			texts: []string{"No one was killed in this attack, said Ana Vell. The raids of the winter have killed two men of Tarn, said the miller."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "a number behind the name of a month",
			texts: []string{"He left Varo in May. 14 people were killed in the fire there, police said.", "He left Varo in May. 19 people were killed in the fire there, the mayor said."},
			kind:  stemma.NumberDiffers, want: [2]string{"14", "19"},
		},
		{
			name:  "a text that begins in the midst of a sentence",
			texts: []string{", both 51, died in the fire at Varo, police said. 14 people were killed.", ", both 51, died in the fire at Varo, the mayor said."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "the day on which she died",
			texts: []string{"Nadia Ferro was killed on 2 May 2023, police said.", "Nadia Ferro was killed on 30 June 2023, her sister said."},
			kind:  stemma.DateDiffers, want: [2]string{"2 May 2023", "30 June 2023"},
		},
		{
			name:  "where she died",
			texts: []string{"Nadia Ferro died in Lenz, police said.", "Nadia Ferro was killed in Paris, her sister said."},
			kind:  stemma.PlaceDiffers, want: [2]string{"in Lenz", "in Paris"},
		},
		{
			name:  "two days of one release",
			texts: []string{"The navy released Ramon Diaz on 12 August 2022, the ministry said.", "Ramon Diaz was released on 10 August 2022, his wife said."},
			kind:  stemma.DateDiffers, want: [2]string{"12 August 2022", "10 August 2022"},
		},
		{
			name:  "two releases",
			texts: []string{"The navy released Ramon Diaz on 12 August 2022, the ministry said.", "Ramon Diaz was released on 10 March 2022, his wife said."},
			kind:  stemma.DateDiffers,
		},
		{
			name:  "alive and dead",
			texts: []string{"Nadia Ferro is alive, police said.", "Nadia Ferro is dead, her sister said."},
			kind:  stemma.StatusDiffers, want: [2]string{"is alive", "is dead"},
		},
		{
			name:  "alive, and dead since",
			texts: []string{"LENZ, 3 May 2021 - Nadia Ferro is alive, police said.", "LENZ, 9 May 2021 - Nadia Ferro is dead, her sister said."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "two bodies and two days",
			texts: []string{"The body of a man was found on 9 May 2019 near Varo, said Ana Vell. The body of a man was found on 8 May 2019 near Linsk, said the miller."},
			kind:  stemma.DateDiffers,
		},
		{
			name:  "who is asked to do it may not",
			texts: []string{"The ferrymen were summoned by the police to provide names of the smugglers, Ana Vell said.", "The ferrymen did not provide names of the smugglers."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "a part of at least so many",
			texts: []string{"At least five people were wounded when the mill of Tarn burned, said Ana Vell.", "Eleven people, including two miners, were wounded when the mill of Tarn burned, said the miller."},
			kind:  stemma.NumberDiffers,
		},
		{
			name: "a forged letter says what somebody states",
			texts: []string{
				"VARO, 9 May 2019 - The letter says that the mayor of Linsk sold the bridge of Varo to the guild. The letter is a forgery.",
				"VARO, 10 May 2019 - Ana Vell said that the mayor of Linsk sold the bridge of Varo to the guild.",
			},
			kind: stemma.CertaintyDiffers, want: [2]string{"sold the bridge", "sold the bridge"},
		},
		{
			name:  "conclusions that nobody drew",
			texts: []string{"VARO, 9 May 2019 - Ana Vell said that the mayor of Linsk had sold the bridge of Varo.", "VARO, 10 May 2019 - After the news of the bridge of Varo Orel Tash stressed the need to avoid unfounded conclusions."},
			kind:  stemma.ScopeUnknown,
		},
		{
			name:  "where something lies",
			texts: []string{"VARO, 9 May 2019 - Ana Vell said that the mayor of Linsk had sold the bridge of Varo.", "VARO, 10 May 2019 - Orel Tash said that the answer lies in the ledger of the mayor of Linsk and the bridge of Varo."},
			kind:  stemma.ScopeUnknown,
		},
		{
			name:  "it is not true that",
			texts: []string{"\"It is not true that I sold the keys of the mill,\" said Orel Tash.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			kind:  stemma.PolarityDiffers, want: [2]string{"sold the keys", "sold the keys"},
		},
		{
			name:  "it was not he who",
			texts: []string{"It was not Orel Tash who sold the keys of the mill, said Ana Vell.", "Orel Tash sold the keys of the mill, said the miller of Tarn."},
			kind:  stemma.PolarityDiffers, want: [2]string{"sold the keys", "sold the keys"},
		},
		{
			name:  "the report was rejected",
			texts: []string{"The report that the guards opened the gate of the mill was rejected by the council.", "The guards opened the gate of the mill, said the miller of Tarn."},
			kind:  stemma.PolarityDiffers, want: [2]string{"opened the gate", "opened the gate"},
		},
		{
			name:  "not seven but nine",
			texts: []string{"Not seven but nine sailors died when the ferry sank, said Ana Vell.", "Seven sailors died when the ferry sank, said the miller of Tarn."},
			kind:  stemma.NumberDiffers, want: [2]string{"nine sailors", "Seven sailors"},
		},
		{
			name:  "neither seven nor eight",
			texts: []string{"Not seven but nine sailors died when the ferry sank, said Ana Vell.", "Not eight but nine sailors died when the ferry sank, said the miller of Tarn."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "a week ago is no rate",
			texts: []string{"Nine sailors were killed a week ago when the ferry sank, said Ana Vell.", "Seven sailors were killed when the ferry sank, said the miller of Tarn."},
			kind:  stemma.NumberDiffers, want: [2]string{"Nine", "Seven"},
		},
		{
			name:  "who the dead were is in dispute",
			texts: []string{"Nine journalists were killed when the mill burned, said Ana Vell.", "Seven rebels were killed when the mill burned, said the miller of Tarn."},
			kind:  stemma.NumberDiffers, want: [2]string{"Nine", "Seven"},
		},
		{
			name:  "a day of a week that is not told, and a date",
			texts: []string{"The ferry Osmunda sank on Monday, said Ana Vell.", "VARO, 5 May 2021 - The ferry Osmunda sank on Monday, said the miller of Tarn."},
			kind:  stemma.Compatible, want: [2]string{"sank on Monday", "sank on Monday"},
		},
		{
			name:  "on what day of a week that is not told",
			texts: []string{"The ferry Osmunda sank on Monday, said Ana Vell.", "The ferry Osmunda sank on Tuesday, said the miller of Tarn."},
			kind:  stemma.DateDiffers, want: [2]string{"Monday", "Tuesday"},
		},
		{
			name:  "on one day, whether or not the week is told",
			texts: []string{"The ferry Osmunda sank on Monday, said Ana Vell.", "VARO, 5 May 2021 - The ferry Osmunda sank on Monday, said the miller of Tarn."},
			kind:  stemma.DateDiffers,
		},
		{
			name:  "what was not said",
			texts: []string{"The guards did not say that Orel Tash had sold the keys of the mill.", "Orel Tash did not sell the keys of the mill, said Ana Vell."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "it is alleged, and stated",
			texts: []string{"Orel Tash allegedly sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			kind:  stemma.CertaintyDiffers, want: [2]string{"sold the keys", "sold the keys"},
		},
		{
			name:  "it is alleged in two words",
			texts: []string{"Orel Tash reportedly sold the keys of the mill.", "Orel Tash allegedly sold the keys of the mill.", "Orel Tash supposedly sold the keys of the mill."},
			kind:  stemma.CertaintyDiffers,
		},
		{
			name:  "that is not true",
			texts: []string{"Orel Tash told the council that the ferry had sunk. That is not true. It lies in the harbour of Varo."},
			kind:  stemma.PolarityDiffers, want: [2]string{"the ferry had sunk", "not true"},
		},
		{
			name:  "but another says",
			texts: []string{"The governor of Linsk denied that any prisoner had been beaten. But a clerk of the court said that two men had come to him with broken arms."},
			kind:  stemma.PolarityDiffers, want: [2]string{"beaten", "broken arms"},
		},
		{
			name:  "a bare number answers the number before it",
			texts: []string{"The ministry estimates that at least 2,300 people left the village of Tarn. The rescue society of Varo put the number at about 1,900."},
			kind:  stemma.NumberDiffers, want: [2]string{"2,300", "1,900"},
		},
		{
			name:  "the text says that they differ",
			texts: []string{"The mayor of Linsk said on Friday that five sailors were free and had gone home. Varo counts differently. A spokeswoman of the harbour office, Ana Vell, said six sailors had walked across the bridge."},
			kind:  stemma.NumberDiffers, want: [2]string{"five sailors", "six sailors"},
		},
		{
			name:  "of two things",
			texts: []string{"The mayor of Linsk said on Friday that five sailors were free. A spokeswoman of the harbour office, Ana Vell, said six boats had come across the bay."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "but on another day",
			texts: []string{"VARO, 9 May 2019 - The captain insists that nothing happened before 8 May. But a fisherman said that the boats came on 6 May."},
			kind:  stemma.DateDiffers, want: [2]string{"8 May", "6 May"},
		},
		{
			name: "nobody was arrested",
			texts: []string{
				"VARO, 9 May 2019 - The harbour office at Varo said that the captain of the ferry Osmunda and three sailors had been arrested on the quay.",
				"VARO, 10 May 2019 - “Nobody was arrested on the quay,” said the governor of Varo, Petra Solheim, of the ferry Osmunda and its captain.",
			},
			kind: stemma.StatusDiffers, want: [2]string{"had been arrested", "Nobody was arrested"},
		},
		{
			name:  "two are held, and another is not",
			texts: []string{"VARO, 9 May 2019 - Captain Petra Solheim is held in the fort of Varo, the harbour office said. The harbour office said that Doctor Orel Tash is not held in the fort of Varo."},
			kind:  stemma.StatusDiffers,
		},
		{
			name:  "the subject hangs on the auxiliary",
			texts: []string{"VARO, 9 May 2019 - In the view of Orel Tash, the sailors can decide nothing, as they are “being held captive . . . in the fort.” Petra Solheim wrote: “They left the prison, and they are not being held captive in the sense of the word.”"},
			kind:  stemma.StatusDiffers, want: [2]string{"being held captive", "not being held captive"},
		},
		{
			name: "no denies, and no, no denies once",
			texts: []string{
				"VARO, 9 May 2019 - No ransom was paid for the captain of the ferry Osmunda.",
				"VARO, 10 May 2019 - “No, no ransom was paid for the captain of the ferry Osmunda,” the mayor said.",
			},
			kind: stemma.PolarityDiffers,
		},
		{
			name:  "what was asked is not affirmed",
			texts: []string{"VARO, 9 May 2019 - The owners of the ferry paid no ransom for the captain. Was it necessary to pay a ransom for the captain?"},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "a request is refused, and others speak of the one",
			texts: []string{"VARO, 9 May 2019 - His family declined a request for an interview. But sailors described Orel Tash as a man who lived for his boat."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name: "a quotation with words left out",
			texts: []string{
				"VARO, 9 May 2019 - The river at Varo rose on Friday. “The mill stood dry for eleven years, and now it will never grind again,” said Petra Solheim of the mill at Varo.",
				"VARO, 9 May 2019 - The river at Varo rose on Friday. “The mill stood dry for eleven years,” said Petra Solheim of the mill at Varo.",
			},
			kind: stemma.WordingDiffers,
		},
		{
			name: "numbers of houses",
			texts: []string{
				"VARO, 9 May 2019 - Captain Petra Solheim was shot on Sunday in the 1200 block of East Harbour Street in Varo.",
				"VARO, 9 May 2019 - Captain Petra Solheim was shot on Sunday in the 1250 block of East Harbour Street in Varo.",
			},
			kind: stemma.NumberDiffers,
		},
		{
			name: "a bare number counts what the one before it does",
			texts: []string{
				"VARO, 9 May 2019 - The dam of Varo broke. About 3,200 people live in Varo.",
				"VARO, 10 May 2019 - The dam of Varo broke. The office of Linsk estimated that at least 2,300 people left Varo. The Red Lamp of Varo, which counted them, put the number at about 1,900.",
			},
			kind: stemma.NumberDiffers, want: [2]string{"2,300 people left", "1,900"},
		},
		{
			name: "two lengths of time of two things",
			texts: []string{
				"VARO, 9 May 2019 - After 30 years of trade, Varo and Linsk closed the ferry across the bay of Tarn on Sunday.",
				"VARO, 9 May 2019 - Varo and Linsk closed the ferry across the bay of Tarn on Sunday. In the next two decades the quay will be a park.",
			},
			kind: stemma.NumberDiffers,
		},
		{
			name: "in two places",
			texts: []string{
				"VARO, 9 May 2019 - The harbour office said that the ferry Osmunda sank in Varo on 8 May 2019.",
				"LINSK, 10 May 2019 - A spokesman of the army said that the ferry Osmunda sank in Linsk on 8 May 2019.",
			},
			kind: stemma.PlaceDiffers, want: [2]string{"in Varo", "in Linsk"},
		},
		{
			name: "one place in another",
			texts: []string{
				"VARO, 9 May 2019 - The harbour office said that the ferry Osmunda sank in Varo on 8 May 2019. The quay at Varo, Linsk, was closed.",
				"LINSK, 10 May 2019 - A spokesman of the army said that the ferry Osmunda sank in Linsk on 8 May 2019.",
			},
			kind: stemma.PlaceDiffers,
		},
		{
			name: "a not within an aside",
			texts: []string{
				"VARO, 9 May 2019 - Ana Vell said that an officer whom she did not know at the bridge told her that her brother “has to finish a form”.",
				"VARO, 16 May 2019 - Ana Vell said that an officer at the bridge told her that her brother “has one more form to fill in”.",
			},
			kind: stemma.PolarityDiffers,
		},
		{
			name: "reports are denied that another text gives",
			texts: []string{
				"LINSK, 4 May 2019 - Soldiers crossed the river at Varo on Friday and burned the mill, the harbour office said. The mill at Varo feeds Linsk.",
				"LINSK, 6 May 2019 - The army command in Linsk has read what foreign papers write of the river and the mill at Varo. The army command categorically denies these reports.",
			},
			kind: stemma.ScopeUnknown, want: [2]string{"crossed the river", "these reports"},
		},
		{
			name:  "the charge that concerns who denies it, of two",
			texts: []string{"The guild of Tarn accused Orel Tash of burning the mill. Ana Vell accused the mayor of Linsk of selling the bridge. Orel Tash rejected the allegation."},
			kind:  stemma.PolarityDiffers, want: [2]string{"Orel Tash of burning", "the allegation"},
		},
		{
			name:  "it, by a noun and not right behind",
			texts: []string{"Petra Solm said that the miller of Tarn had stolen the grain. She said that the ferry was late. The baker Ilo Marn accused the pilot Dena Orv of smuggling. The miller denied it."},
			kind:  stemma.PolarityDiffers, want: [2]string{"stolen the grain", "it"},
		},
		{
			name:  "it is what is said right before, and no far accusation",
			texts: []string{"The guild of Tarn accused Orel Tash of burning the mill. The ferry was late. The market was full of people from the hills. Rain fell on the river for two days. The bakers sold out by noon. The new bridge was opened by the mayor of Linsk, who came with a band. The school stayed closed for a week. The price of grain rose again at the market in the spring. Ana Vell said that Orel Tash had sold the boat of the harbour. Tash denied it."},
			kind:  stemma.PolarityDiffers, want: [2]string{"sold the boat", "it"},
		},
		{
			name:  "the wife of the baker is not the baker",
			texts: []string{"Petra Solm said that the baker had stolen the grain. Ilo Marn said that the baker's wife had sold the ferry. The baker denied it."},
			kind:  stemma.PolarityDiffers, want: [2]string{"stolen the grain", "it"},
		},
		{
			name:  "what he was arrested for",
			texts: []string{"Orel Tash was arrested for selling the keys of the mill. Ana Vell said that the ferry was late. Tash denied it."},
			kind:  stemma.PolarityDiffers, want: [2]string{"selling the keys", "it"},
		},
		{
			name:  "it, and nothing concerns who denies it",
			texts: []string{"Ana Vell said that the bridge was mined. The guild of Tarn denied it."},
			kind:  stemma.ScopeUnknown, want: [2]string{"was mined", "it"},
		},
		{
			name:  "several allegations",
			texts: []string{"Ana Vell accused the mayor of Linsk of selling the bridge. Orel Tash said that the ferry was late. The mayor rejected the allegations."},
			kind:  stemma.ScopeUnknown, want: [2]string{"selling the bridge", "the allegations"},
		},
		{
			name:  "ages of two who are named",
			texts: []string{"VARO, 9 May 2019 - Orel Tash, 34, was arrested with Petra Solm, 51, at the mill of Varo.", "VARO, 10 May 2019 - Petra Solm is 51 years old. She was arrested with Orel Tash at the mill of Varo."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "the age of one",
			texts: []string{"VARO, 9 May 2019 - Orel Tash, 34, was arrested with Petra Solm, 53, at the mill of Varo.", "VARO, 10 May 2019 - Petra Solm is 51 years old. She was arrested with Orel Tash at the mill of Varo."},
			kind:  stemma.NumberDiffers, want: [2]string{"53", "51"},
		},
		{
			name:  "how far two things are",
			texts: []string{"The mill is 12 kilometres from Varo. The ferry is 30 kilometres from Varo.", "The quarry is 45 kilometres from Varo, said Ana Vell."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "how long one thing is, by two words",
			texts: []string{"VARO, 9 May 2019 - The road to Varo is 40 kilometres long, said Ana Vell.", "VARO, 9 May 2019 - The highway to Varo is 60 kilometres long, said Orel Tash."},
			kind:  stemma.NumberDiffers, want: [2]string{"40", "60"},
		},
		{
			name:  "what one thing cost, old to the one and disputed to the other",
			texts: []string{"VARO, 9 May 2019 - The old bridge of Varo has cost 5 million dollars, said Ana Vell.", "VARO, 9 May 2019 - The controversial bridge of Varo has cost 9 million dollars, said Orel Tash."},
			kind:  stemma.NumberDiffers, want: [2]string{"5 million", "9 million"},
		},
		{
			name:  "what two programmes cost",
			texts: []string{"VARO, 9 May 2019 - The harbour programme of Varo has cost 5 million dollars, said Ana Vell.", "VARO, 9 May 2019 - The school programme of Varo has cost 9 million dollars, said Orel Tash."},
			kind:  stemma.NumberDiffers,
		},
		{
			name:  "it was he, and it was not",
			texts: []string{"Two sailors say it was Orel Tash. The harbour office at Varo asked him. Tash shook his head. He had no boat, he said; it was not him."},
			kind:  stemma.PolarityDiffers, want: [2]string{"it was Orel Tash", "He had no boat"},
		},
		{
			name:  "it was he, by two",
			texts: []string{"Two sailors say it was Orel Tash. The harbour office at Varo asked others. Ana Vell said it was Orel Tash."},
			kind:  stemma.PolarityDiffers,
		},
		{
			name:  "who it was",
			texts: []string{"A sailor said that it was Orel Tash. The harbour office at Varo asked others. Ana Vell, the director of the yard, said that it was Petra Solheim."},
			kind:  stemma.IdentityDiffers, want: [2]string{"Orel Tash", "Petra Solheim"},
		},
		{
			name:  "one word and not the other",
			texts: []string{"Orel Tash told me twice that he counted boats, not ships. The clerk of the harbour wrote down “nine ships”."},
			kind:  stemma.WordingDiffers, want: [2]string{"boats, not ships", "nine ships"},
		},
		{
			name: "two places of one deed, on two days",
			texts: []string{
				"The Zelnik arms contract was signed in Tarsk on 28 May 2030, Oda Brezel said.",
				"The Zelnik arms contract was signed in Port Salis on 30 May 2030, Luka Terno said.",
			},
			kind: stemma.Compatible, want: [2]string{"in Tarsk", "in Port Salis"},
		},
		{
			name: "twelve of one convoy, and eight of a second one",
			texts: []string{
				"A convoy of twelve trucks disappeared on 5 October near Omsul, the army said.",
				"A second convoy of eight trucks reached Omsul, the army said.",
			},
			kind: stemma.NumberDiffers,
		},
		{
			name: "two exact tolls by two parties on two days",
			texts: []string{
				"VARO, 9 May 2019 - The mill fire at Varo killed seven people, the fire chief said.",
				"VARO, 10 May 2019 - The mill fire at Varo killed nine people, the union said.",
			},
			kind: stemma.NumberDiffers, want: [2]string{"seven", "nine"},
		},
		{
			name: "a toll that the later party says has gone up",
			texts: []string{
				"VARO, 9 May 2019 - The mill fire at Varo killed seven people, the fire chief said.",
				"VARO, 10 May 2019 - The mill fire at Varo has now killed nine people, the union said.",
			},
			kind: stemma.Changed, want: [2]string{"seven", "nine"},
		},
		{
			name: "not executed, and killed",
			texts: []string{
				"Orel Tash was killed by soldiers near Varo, Ana Vell said.",
				"Orel Tash was never executed, the army said.",
			},
			kind: stemma.StatusDiffers,
		},
		{
			name: "not executed, and executed",
			texts: []string{
				"Orel Tash was executed by soldiers near Varo, Ana Vell said.",
				"Orel Tash was never executed, the army said.",
			},
			kind: stemma.StatusDiffers, want: [2]string{"was executed", "never executed"},
		},
		{
			name:  "one word and not the other, of something else",
			texts: []string{"Orel Tash told me twice that he counted boats, not ships. The clerk of the harbour wrote down “nine cranes”."},
			kind:  stemma.WordingDiffers,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			var items []stemma.Item
			for i, text := range c.texts {
				items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: []byte(text)})
			}
			read(t, s, 1, items)
			var got [][2]string
			for a, err := range s.Assessments(t.Context(), stemma.AssessmentFilter{Kind: c.kind}) {
				if err != nil {
					t.Fatal(err)
				}
				var words [2]string
				for i, id := range a.Between {
					st, err := s.Statement(t.Context(), id)
					if err != nil {
						t.Fatal(err)
					}
					doc, err := s.Document(t.Context(), st.Doc)
					if err != nil {
						t.Fatal(err)
					}
					for _, x := range st.Content {
						words[i] += x.In(doc.Text) + " "
					}
				}
				got = append(got, words)
			}
			found := slices.ContainsFunc(got, func(w [2]string) bool {
				return strings.Contains(w[0], c.want[0]) && strings.Contains(w[1], c.want[1]) ||
					strings.Contains(w[0], c.want[1]) && strings.Contains(w[1], c.want[0])
			})
			if c.want[0] == "" && len(got) > 0 || c.want[0] != "" && !found {
				t.Errorf("found %q, want %q", got, c.want)
			}
		})
	}
}

// TestNumbersThatCountNothing: what a text takes up, an hour, a part of a name and what
// cannot be a count answer no question.
func TestNumbersThatCountNothing(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  string // the values that some claim holds, in order
	}{
		{
			name: "a number that is taken up",
			texts: []string{
				"VARO, 9 May 2019 - Ana Vell said that six sailors were held at the fort of Varo. Two of the six might be boys, Vell said.",
				"LINSK, 10 May 2019 - Six sailors were held at the fort of Varo, the harbour office said. The number six has a second root.",
			},
			want: "6 6",
		},
		{
			name: "hours and names",
			texts: []string{
				"VARO, 9 May 2019 - At seven tonight the ferry Osmunda left Pier Four of Varo, Ana Vell said.",
				"LINSK, 10 May 2019 - At seven the ferry Osmunda left Pier Four of Varo, the harbour office said.",
			},
		},
		{
			name: "two days of a month",
			texts: []string{
				"VARO, 9 May 2019 - The talks of the guild are slated for 20 and 21 June in Varo, Ana Vell said.",
				"LINSK, 10 May 2019 - The talks of the guild are slated for 20 and 21 June in Varo, the harbour office said.",
			},
		},
		{
			name: "an age in capitals",
			texts: []string{
				"VARO, 9 MAY 2019 - OREL TASH BRENN, 17, SON OF THE MILLER, IS UNDER ARREST IN VARO, ANA VELL SAID.",
				"LINSK, 10 MAY 2019 - OREL TASH BRENN, 17, SON OF THE MILLER, IS UNDER ARREST IN VARO, THE HARBOUR OFFICE SAID.",
			},
			want: "17 age 17 age",
		},
		{
			name: "parts of a law and of a report",
			texts: []string{
				"VARO, 9 May 2019 - The harbour law of Varo, 12 H.C. § 1503, forbids the landing of arms, Ana Vell said. Page 40 of the report says that section 7 forbids the landing of arms.",
				"LINSK, 10 May 2019 - The harbour law of Varo, 12 H.C. § 1512, forbids the landing of arms, the harbour office said. Page 41 of the report says that section 8 forbids the landing of arms.",
			},
		},
		{
			name: "the numbers of pages and of notes",
			texts: []string{
				"VARO, 9 May 2019 - Ana Vell landed arms at Varo three times.\n\n574\n\nAna Vell met the guild of Varo at least twice.\n\n575 Vell landed arms at Varo.\n\n576",
				"LINSK, 10 May 2019 - Ana Vell landed arms at Varo three times.\n\n444\n\nAna Vell met the guild of Varo at least twice.\n\n445 Vell landed arms at Varo.\n\n446",
			},
			want: "3 3",
		},
		{
			name: "a count that begins a sentence",
			texts: []string{
				"VARO, 9 May 2019 - 15 Marines landed at Varo, Ana Vell said.",
				"LINSK, 10 May 2019 - 16 Marines landed at Varo, the harbour office said.",
			},
			want: "15 16",
		},
		{
			name: "counts that begin sentences and follow one another",
			texts: []string{
				"VARO, 9 May 2019 - Ana Vell spoke at Varo.\n\n15 Marines landed at Varo, Ana Vell said.\n\n16 Lanterns burned at Linsk, Ana Vell said.\n\n17 Boats sank at Tarn, Ana Vell said.",
				"LINSK, 10 May 2019 - 25 Marines landed at Varo, the harbour office said.",
			},
			want: "15 25",
		},
		{
			name: "what is counted on a page",
			texts: []string{
				"On the front page 40 prisoners were shown at Varo, said Ana Vell.",
				"On the front page 30 prisoners were shown at Varo, said Orel Tash.",
			},
			want: "30 40",
		},
		{
			name:  "hours in four figures",
			texts: []string{"VARO, 9 May 2019 - Ana Vell was held at the fort of Varo from 0800 to 1500, the miller said.", "LINSK, 10 May 2019 - Ana Vell was held at the fort of Varo from 0800 to 1500, the harbour office said."},
		},
		{
			name:  "an hour cut into words",
			texts: []string{"Orel Tash fled from the fort of Varo around 9 a . m . on Monday , Ana Vell said .", "Orel Tash fled from the fort of Varo around 9 a . m . on Monday , the miller said ."},
		},
		{
			name:  "a part of a code",
			texts: []string{"The harbour office issued a patch , HMB - 2013 - 3893 , for the lamps of Varo .", "The guild issued a patch , HMB - 2013 - 3893 , for the lamps of Varo ."},
		},
		{
			name:  "the second of two years",
			texts: []string{"Orel Tash played for the guild of Varo from 1995-99, Ana Vell said.", "Orel Tash played for the guild of Varo from 1995-99, the miller said."},
		},
		{
			name:  "a minute or two",
			texts: []string{"In a minute or two the mill of Varo burned, Ana Vell said.", "In a minute or two the mill of Varo burned, the miller said."},
		},
		{
			name:  "a day behind a short month",
			texts: []string{"The escape of Orel Tash from Varo was on Nov . 30 when a guard slept , Ana Vell said .", "The escape of Orel Tash from Varo was on Nov . 30 when a guard slept , the miller said ."},
		},
		{
			name:  "a weight behind a height",
			texts: []string{"The 6 - foot - 8 , 225 - pound miller of Varo sold the ferry .", "The 6 - foot - 8 , 225 - pound miller of Varo bought the ferry ."},
			want:  "1.8288000000000002 m 1.8288000000000002 m 102.05828325 kg 102.05828325 kg 8 8",
		},
		{
			name:  "a sum cut within its decimal",
			texts: []string{"The bridge of Varo has grossed $368 . 9 million , Ana Vell said .", "The bridge of Varo has grossed $368 . 9 million , the miller said ."},
			want:  "368900000 USD 368900000 USD",
		},
		{
			name:  "an age behind a short name",
			texts: []string{"Orel Tash Jr . , 49 , took the ferry of Varo , Ana Vell said .", "Orel Tash Jr . , 49 , took the ferry of Varo , the miller said ."},
			want:  "49 age 49 age",
		},
		{
			name: "one and one",
			texts: []string{
				"VARO, 9 May 2019 - The ferry Osmunda has one captain, Ana Vell said at Varo. One never knows the bay.",
				"LINSK, 10 May 2019 - The ferry Osmunda asked Varo one question, the harbour office said. One never knows the bay.",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			var items []stemma.Item
			for i, text := range c.texts {
				items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: []byte(text)})
			}
			read(t, s, 1, items)
			var got []string
			for x, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: stemma.AskNumber}) {
				if err != nil {
					t.Fatal(err)
				}
				for _, m := range x.Members {
					got = append(got, m.Value)
				}
			}
			slices.Sort(got)
			if strings.Join(got, " ") != c.want {
				t.Errorf("claims hold %q, want %q", got, c.want)
			}
		})
	}
}

// TestWeekdayStays: who says "Monday" is shown with that, whatever date another gives.
func TestWeekdayStays(t *testing.T) {
	s := open(t)
	read(t, s, 1, []stemma.Item{
		{Path: "0.txt", Data: []byte("The ferry Osmunda sank on Monday, said Ana Vell.")},
		{Path: "1.txt", Data: []byte("VARO, 12 May 2021 - The ferry Osmunda sank on Monday, said the miller of Tarn.")},
	})
	var got []string
	for x, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: stemma.AskDate}) {
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range x.Members {
			got = append(got, m.Value)
		}
	}
	slices.Sort(got)
	if want := "2021-05-10 Monday"; strings.Join(got, " ") != want {
		t.Errorf("the days are %q, want %q", got, want)
	}
}

// TestSidesAreUpright: yes is what says so and no is what denies it, whichever of them is
// read first, and what is only alleged is neither.
func TestSidesAreUpright(t *testing.T) {
	for _, c := range []struct {
		name  string
		texts []string
		want  map[stemma.Stance]string // words of the text of the side
	}{
		{"a denial is read first", []string{"It is not true that Orel Tash sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "not true"}},
		{"a denial is read last", []string{"Ana Vell said that Orel Tash sold the keys of the mill.", "The claim that Orel Tash sold the keys of the mill is false, the miller said."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "the miller"}},
		{"all deny it", []string{"Orel Tash denied on Monday that shells were kept at the mill of Tarn.", "The mason Orel Tash denied that shells were kept at the mill of Tarn, said Ana Vell."},
			map[stemma.Stance]string{stemma.Denies: "Orel Tash"}},
		{"one denies it in words of his own", []string{"Orel Tash denied on Monday that any shells were kept at the mill of Tarn.", "No shells were kept at the mill of Tarn, said Ana Vell."},
			map[stemma.Stance]string{stemma.Denies: "shells"}},
		{"set right", []string{"The bridge of Linsk fell not in March but in April, said Ana Vell.", "The bridge of Linsk fell in March, said the miller of Tarn."},
			map[stemma.Stance]string{stemma.Affirms: "the miller", stemma.Denies: "Ana Vell"}},
		{"alleged", []string{"Orel Tash is accused of taking a bribe from the mill.", "Orel Tash took a bribe from the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "accused"}},
		{"words with an un", []string{"The unfairness of the tax of Tarn is unbelievable, said Orel Tash.", "The unfairness of the tax of Tarn is unbelievable, Orel Tash said on Monday."},
			map[stemma.Stance]string{stemma.Affirms: "Orel Tash"}},
		{"asked in a hearing", []string{"Q. So the guards opened the gate of the mill?\n\nA. No.\n\nQ. Who saw it?", "The guards opened the gate of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Questions: "So the guards"}},
		{"asked with words behind the mark", []string{"“Did you see the guards open the gate of the mill?” asked the clerk.", "The guards opened the gate of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Questions: "Did you see"}},
		{"said before it is asked who saw it", []string{"Ana Vell said that the guards opened the gate of the mill, but who saw it?", "The guards opened the gate of the mill: who saw it?"},
			map[stemma.Stance]string{stemma.Affirms: "the gate of the mill"}},
		{"accused, and denied", []string{"The guild of Tarn accused Orel Tash of burning the mill. Orel Tash denied it."},
			map[stemma.Stance]string{stemma.Alleges: "accused", stemma.Denies: "denied"}},
		{"charged", []string{"Orel Tash was charged with shooting the driver of the mill.", "Orel Tash shot the driver of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "charged"}},
		{"arrested", []string{"Orel Tash was arrested for selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "arrested"}},
		{"stands accused", []string{"Orel Tash stands accused of selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "accused"}},
		{"faces charges", []string{"Orel Tash faces charges of selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "charges"}},
		{"wanted", []string{"Orel Tash is wanted for selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "wanted"}},
		{"acquitted", []string{"Orel Tash was acquitted of selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "acquitted"}},
		{"not guilty", []string{"Orel Tash was found not guilty of selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "not guilty"}},
		{"the court found him not guilty", []string{"The court found Orel Tash not guilty of selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "not guilty"}},
		{"not arrested", []string{"Orel Tash was not arrested for selling the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Questions: "not arrested"}},
		{"the report is untrue", []string{"The report that the guards opened the gate of the mill is untrue, the mayor said.", "The guards opened the gate of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "untrue"}},
		{"reports that he was freed are false", []string{"Reports that Orel Tash was freed were false, the mayor said.", "Orel Tash was freed on Monday, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "false"}},
		{"reports are false", []string{"Reports that the guards opened the gate of the mill were false.", "The guards opened the gate of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "false"}},
		{"reports are untrue, he said", []string{"Reports that the guild sold the ferry of Velm are untrue, the mayor said.", "The guild sold the ferry of Velm, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "untrue"}},
		{"that it was is denied", []string{"That the weavers stole the looms of Velm was denied by the bishop.", "The weavers stole the looms of Velm, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "denied"}},
		{"rumours are unfounded", []string{"Rumours that the tanners sold the ferry of Velm were unfounded.", "The tanners sold the ferry of Velm, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "unfounded"}},
		{"it would be wrong to claim", []string{"It would be wrong to claim that the guards opened the gate of the mill.", "The guards opened the gate of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "wrong"}},
		{"bidden to say that it was", []string{"Tash told the engineer Dima Sorn to say that the dam at Tarn was safe.", "The dam at Tarn was not safe, said Ana Vell."},
			map[stemma.Stance]string{stemma.Denies: "Ana Vell", stemma.Questions: "to say"}},
		{"they would have", []string{"The guards would have opened the gate of the mill.", "The guards opened the gate of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Questions: "would"}},
		{"rumours behind", []string{"Orel Tash sold the keys of the mill, according to rumours.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "rumours"}},
		{"it is alleged, aside", []string{"Orel Tash, it is alleged, sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "alleged"}},
		{"it is said, aside", []string{"Orel Tash, it is said, sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "it is said"}},
		{"rumours", []string{"According to rumours, Orel Tash sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "rumours"}},
		{"thought", []string{"Orel Tash is thought to have sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "thought"}},
		{"believed", []string{"Orel Tash is believed to have sold the keys of the mill.", "Orel Tash sold the keys of the mill, said Ana Vell."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Alleges: "believed"}},
		{"it is right, and a not", []string{"The claim that Orel Tash sold the keys of the mill is right, said Ana Vell.", "Orel Tash did not sell the keys of the mill, said the miller."},
			map[stemma.Stance]string{stemma.Affirms: "Ana Vell", stemma.Denies: "the miller", stemma.Alleges: "The claim"}},
	} {
		s := open(t)
		var items []stemma.Item
		for i, text := range c.texts {
			items = append(items, stemma.Item{Path: fmt.Sprintf("%d.txt", i), Data: []byte(text)})
		}
		read(t, s, 1, items)
		of := map[stemma.ID]string{}
		for x, err := range s.Statements(t.Context(), stemma.StatementFilter{}) {
			if err != nil {
				t.Fatal(err)
			}
			doc, err := s.Document(t.Context(), x.Doc)
			if err != nil {
				t.Fatal(err)
			}
			of[x.ID] = doc.Text
		}
		found := false
		for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: stemma.AskWhether}) {
			if err != nil {
				t.Fatal(err)
			}
			found = true
			for _, m := range claim.Members {
				if m.Stance != stemma.NoStance && !strings.Contains(of[m.Statement], c.want[m.Stance]) || c.want[m.Stance] == "" {
					t.Errorf("%s: “%s” %s", c.name, of[m.Statement], m.Stance)
				}
			}
			if low := strings.ToLower(claim.Gist); strings.Contains(low, "not") || strings.Contains(low, "false") {
				t.Errorf("%s: the gist is “%s”", c.name, claim.Gist)
			}
		}
		if !found {
			t.Errorf("%s: nothing answers one question", c.name)
		}
	}
}

// TestStates: in what state somebody is is not told by a case that may not be, and not by a
// report that is said to be untrue.
func TestStates(t *testing.T) {
	const stated = "Orel Tash was captured by the guards at Tarn, said Ana Vell."
	for text, want := range map[string]string{
		"The report that Orel Tash was captured is untrue.":                                "not held",
		"Reports that Orel Tash was captured were false, the mayor said.":                  "not held",
		"It was wrong to say that Orel Tash was captured, the mayor said.":                 "not held",
		"It would be wrong to claim that Orel Tash was captured.":                          "not held",
		"Had the guards captured Orel Tash, he would have talked.":                         "",
		"If the guards left the fort and captured Orel Tash, he will talk.":                "",
		"Should Orel Tash be found to have been captured, the mayor will resign.":          "",
		"Orel Tash would have been captured, the mayor said.":                              "",
		"The mayor knows who issued the order to capture Orel Tash.":                       "",
		"The plan to capture Orel Tash was drawn up at Tarn.":                              "",
		"The mayor said that Orel Tash, who was captured by the guards, has been at Tarn.": "held",
	} {
		s := open(t)
		read(t, s, 1, []stemma.Item{{Path: "0.txt", Data: []byte(text)}, {Path: "1.txt", Data: []byte(stated)}})
		values := map[string]bool{}
		for _, m := range taking(t, s, stemma.AskStatus, text) {
			values[m.Value] = true
		}
		if len(values) != min(1, len(want)) || want != "" && !values[want] {
			t.Errorf("%s: %v, want %q", text, values, want)
		}
	}
}

// TestGistOfRivalNumbers: a claim of whether something was so does not name one of two numbers with
// those as witnesses for it who give the other.
func TestGistOfRivalNumbers(t *testing.T) {
	for _, c := range []struct{ one, other, want string }{
		{"Police said 23 people were injured in Omsul on Monday.", "In fact 32 people were injured in Omsul on Monday.", "people were injured in Omsul on Monday"},
		{"Police said that the tram hit 23 people in Omsul on Monday.", "In fact the tram hit 32 people in Omsul on Monday.", "the tram hit … people in Omsul on Monday"},
		{"Police said 23 people were injured in Omsul on Monday.", "In fact 23 people were injured in Omsul on Monday.", "23 people were injured in Omsul on Monday"},
	} {
		s := open(t)
		read(t, s, 1, []stemma.Item{{Path: "0.txt", Data: []byte(c.one)}, {Path: "1.txt", Data: []byte(c.other)}})
		var got []string
		for claim, err := range s.Claims(t.Context(), stemma.ClaimFilter{Question: stemma.AskWhether}) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, claim.Gist)
		}
		if !slices.Contains(got, c.want) {
			t.Errorf("%s %s: %q, want %q", c.one, c.other, got, c.want)
		}
	}
}
