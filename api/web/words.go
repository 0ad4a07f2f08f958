package web

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"

	"github.com/firewallmap/firewallmap/schema"
)

// words are what templates can call.
var words = template.FuncMap{
	"icon":          func() template.HTML { return icon },
	"leave":         func() template.HTML { return leaveScript.HTML },
	"article":       articleWord,
	"levelmark":     levelMark,
	"standing":      standingMark,
	"note":          noteMark,
	"cellmark":      cellMark,
	"cellmarks":     cellMarks,
	"stripmarks":    stripMarks,
	"numbers":       numbersMark,
	"legal":         legalMark,
	"original":      originalMark,
	"plain":         plain,
	"level":         levelWord,
	"celllevel":     func(l schema.Level) schema.CellLevel { return schema.CellLevel(l) },
	"means":         levelMeans,
	"day":           day,
	"number":        number,
	"percent":       percent,
	"join":          strings.Join,
	"list":          sentenceList,
	"aspect":        aspectTitle,
	"lower":         strings.ToLower,
	"sentence":      sentence,
	"capital":       capital,
	"path":          url.PathEscape,
	"language":      languageName,
	"scoremark":     scoreMark,
	"dotsmark":      dotsMark,
	"eventmarks":    eventMarks,
	"shiftmarks":    shiftMarks,
	"timelinemark":  timelineMark,
	"profilemarks":  profileMarks,
	"gapmarks":      gapMarks,
	"alignedmarks":  alignedMarks,
	"comparedmarks": comparedMarks,
	"sourcemarks":   sourceMarks,
	"numberedmarks": numberedMarks,
	"sourcehref":    ruleSourceHref,
	"bindingmark":   bindingMark,
	"alignmarks":    alignMarks,
	"bindingword":   bindingWord,
	"meetsword":     meetsWord,
	"add":           func(a, b int) int { return a + b },
	"neg":           func(n int) int { return -n },
	"audience":      func(a schema.Audience) string { return schema.Audiences.Means(a) },
	"rulestatus":    func(s schema.RuleStatus) string { return schema.RuleStatuses.Means(s) },
	"since":         since,
	"plural":        plural,
	"authority":     func(a schema.Authority) string { return schema.Authorities.Means(a) },
	"door":          func(d schema.Door) string { return schema.Doors.Means(d) },
	"telephone":     telephone,
}

// plain is a word of a closed set as people write it: not_met is not met.
func plain(word any) string {
	switch w := word.(type) {
	case schema.Group:
		return w.Name()
	case schema.Tier:
		return tierNames[w]
	case schema.ServiceKind:
		if w == "ngo" {
			return "NGO"
		}
	}
	return strings.ReplaceAll(fmt.Sprint(word), "_", " ")
}

var tierNames = map[schema.Tier]string{
	schema.BindingEU: "binding EU law", schema.Treaty: "treaty", schema.SoftLaw: "soft law", schema.Proposal: "proposed",
}

// articleWord is where something stands in a text: "article 26"; what is not a number, such as an appendix, as it is recorded.
func articleWord(article string) string {
	if article != "" && article[0] >= '0' && article[0] <= '9' {
		return "article " + article
	}
	return article
}

// levelWord is a level as people write it.
func levelWord(level schema.CellLevel) string { return strings.ReplaceAll(string(level), "_", " ") }

// levelMeans is what a level means.
func levelMeans(level schema.CellLevel) string { return schema.CellLevels.Means(level) }

// aspectTitle is a short name of an aspect.
func aspectTitle(a schema.Aspect) string {
	return map[schema.Aspect]string{
		schema.Legal: "Legal framework", schema.Residence: "Residence security", schema.Procedures: "Procedures",
		schema.Approaches: "Victim-centred approaches", schema.Commitments: "Commitments and monitoring",
	}[a]
}

var months = [...]string{"", "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
	"November", "December"}

// day is a date as people write it, as precise as it is known: "21 November 2026", "March 2017", "1996".
func day(d schema.Date) string {
	text := d.String()
	switch d.Known() {
	case "day":
		month, _ := strconv.Atoi(text[5:7])
		return strings.TrimPrefix(text[8:], "0") + " " + months[month] + " " + text[:4]
	case "month":
		month, _ := strconv.Atoi(text[5:7])
		return months[month] + " " + text[:4]
	}
	return text
}

// number is a number with at most one decimal.
func number(x any) string {
	switch n := x.(type) {
	case *float64:
		if n == nil {
			return "withheld"
		}
		return strconv.FormatFloat(*n, 'f', -1, 64)
	case float64:
		return strconv.FormatFloat(n, 'f', -1, 64)
	}
	return fmt.Sprint(x)
}

// percent is a share from 0 to 1 in whole percent.
func percent(share float64) string { return strconv.Itoa(int(share*100+0.5)) + " %" }

// sentenceList joins words as a sentence does: "a, b and c".
func sentenceList(list []string) string {
	var b strings.Builder
	for i, w := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			b.WriteString(" and ")
		default:
			b.WriteString(", ")
		}
		b.WriteString(w)
	}
	return b.String()
}

// capital begins text with a capital letter.
func capital(text string) string {
	for i, r := range text {
		return strings.ToUpper(string(r)) + text[i+len(string(r)):]
	}
	return text
}

// sentence is a text that begins with a capital letter and ends with a mark.
func sentence(text string) string {
	if !strings.HasSuffix(text, "?") && !strings.HasSuffix(text, ".") {
		text += "."
	}
	return capital(text)
}

// plural is a number with its noun.
func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// telephone is a number as a telephone dials it: digits and a leading plus.
func telephone(number string) template.URL {
	var b strings.Builder
	for i, r := range number {
		if r >= '0' && r <= '9' || r == '+' && i == 0 {
			b.WriteRune(r)
		}
	}
	return template.URL("tel:" + b.String()) // digits alone
}

var languageNames = map[string]string{
	"bg": "Bulgarian", "hr": "Croatian", "nl": "Dutch", "en": "English", "fr": "French", "de": "German", "el": "Greek",
	"hu": "Hungarian", "ga": "Irish", "it": "Italian", "mt": "Maltese", "pl": "Polish", "sl": "Slovene", "es": "Spanish",
	"ar": "Arabic", "ru": "Russian", "uk": "Ukrainian", "ro": "Romanian", "sq": "Albanian", "tr": "Turkish", "fa": "Persian",
	"ur": "Urdu", "zh": "Chinese", "pt": "Portuguese", "so": "Somali", "ti": "Tigrinya", "am": "Amharic", "ca": "Catalan",
	"eu": "Basque", "gl": "Galician", "cy": "Welsh", "pa": "Punjabi", "bn": "Bengali", "hi": "Hindi", "ku": "Kurdish",
	"ps": "Pashto", "vi": "Vietnamese", "sr": "Serbian", "bs": "Bosnian", "mk": "Macedonian", "sk": "Slovak", "cs": "Czech",
	"lt": "Lithuanian", "lv": "Latvian", "mul": "several languages",
}

// languageName is the English name of a language, or its code where no name stands here.
func languageName(code any) string {
	text := fmt.Sprint(code)
	if name, ok := languageNames[text]; ok {
		return name
	}
	return text
}
