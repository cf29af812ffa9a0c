/** Words of English minutes, in small letters. */

/** Verbs of work that can be ticked off, in their base form. */
export const BASE_VERBS =
	'accommodate|achieve|acquire|add|address|adjust|administer|aggregate|archive|assert|adopt|advertise|advise|agree|alert|align|allocate' +
	'|amend|analy[sz]e|annotate|announce|answer|append|apologi[sz]e|apply|approach|approve|arrange|ask|assemble|assess|assign' +
	'|assist|attach|attend|audit|authori[sz]e|automate|backfill|backport|begin|benchmark|block|book|brainstorm|brief' +
	'|bring|build|bump|buy|calculate|calibrate|call|cancel|capture|carry out|catch up|chair|change|chase|chat|check' +
	'|cherry-pick|choose|circle back|circulate|clarify|clean|clear|close|close out|collaborate|collate' +
	'|collect|combine|come back|come up|comment|commit|communicate|compare|commission|compile|complete|compose|compute|conduct' +
	'|confer|configure|confirm|connect|consider|consolidate|construct|consult|contact|continue|contribute' +
	'|convene|convert|convey|cook|coordinate|copy|correct|cost|cover|create|curate|cut|deal with|decommission|debug|decide|define' +
	'|delegate|delete|deliver|demo|deploy|describe|design|determine|develop|dig|digest|disable|discontinue' +
	'|discuss|dispose|distribute|do|document|donate|double[- ]check|draft|draw up|drop|e-mail|edit|elicit' +
	'|eliminate|email|empty|enable|encourage|engage|enquire|ensure|enter|erect|escalate|establish|estimate' +
	'|evaluate|examine|exchange|execute|expand|experiment|explain|explore|export|extend|facilitate|fetch|figure out|file|fill' +
	'|finali[sz]e|find|finish|firm up|fit|fix|flag|flesh out|follow|formali[sz]e|format|formulate|forward|fund|fundraise|gather|generate|get|give' +
	'|go|grant|hand|hand over|handle|highlight|hire|hold|host|identify|implement|import|improve|include|interview|invoice' +
	'|incorporate|inform|initiate|inquire|inspect|install|instruct|integrate|introduce|investigate|invite|issue' +
	'|iterate|join|keep|kick off|label|land|launch|lay out|lead|learn|leave|let|liaise|liase|link|list' +
	'|locate|log|look|look after|lower|mail|maintain|make|manage|map|mark|measure|meet|mentor|merge' +
	'|message|migrate|minute|mock up|moderate|modify|monitor|move|mow|name|negotiate|nominate|note|notify|nudge|obtain|onboard|open' +
	'|optimi[sz]e|order|organi[sz]e|outline|own|pack|park|pair|paint|participate|pass|paste|patch|pay|perform|phone' +
	'|photograph|pick|pilot|ping|place|plan|plot|plug|point|poll|populate|post|prepare|present|print|prioriti[sz]e' +
	'|probe|process|procure|produce|profile|promote|prune|proofread|propose|protect|prototype|provide|publici[sz]e' +
	'|publish|pull|purchase|pursue|push|put|quantify|quarantine|query|queue|raise|reach|read|rebase|recommend|record' +
	'|recruit|redesign|redirect|rehearse|reimburse|redo|refactor|refund|repeat|rerun|re-run|redraw|bisect|refine|register|relay|release|relocate|remind|remove|rename' +
	'|renew|reorgani[sz]e|reconcile|repair|rephrase|replace|replicate|reply|report|represent|reproduce|request' +
	'|reschedule|research|reserve|reset|resolve|respond|retest|retrieve|restore|restructure|resubmit|return|revert|review|revise' +
	'|revisit|reword|rewrite|ring|roll out|rotate|route|run|save|scan|schedule|scope|screen|script|search' +
	'|secure|see|seed|seek|select|send|sell|separate|serve|set|set-?up|share|sharpen|shortlist|ship|show|sign|simplify|sketch|skip|socialize' +
	'|solicit|solve|sort|source|speak|spec|specify|spin up|split|sponsor|stage|standardi[sz]e|start|step' +
	'|stop|store|streamline|stress|study|submit|suggest|summari[sz]e|support|survey|swap|switch|sync' +
	'|tackle|tag|take|take over|talk|tally|target|task|tell|tender|test|text|think|tidy|trace|track|train' +
	'|transcribe|transfer|translate|triage|trial|troubleshoot|try|turn|tweak|type|unblock|understand' +
	'|undertake|unify|update|upgrade|upload|use|validate|value|verify|vet|visit|volunteer|vote|wait|walk' +
	'|warn|watch|weigh|wire|withdraw|word|work|wrap up|write|have a (?:look|chat|think|go|call|meeting|word|read|stab|crack)' +
	'|adapt|advance|balance|beg|bootstrap|cater|certify|claim|codify|condense|convince|craft|cross-?post|customi[sz]e|de-?duplicate|dedupe|demonstrate' +
	'|deprecate|detail|draw|diagnose|disseminate|dump|elect|embed|enforce|enumerate|exclude|extract|factor|filter|fork|freeze|grab|guide|harmoni[sz]e' +
	'|hunt|illustrate|inventory|jot|justify|lay|lobby|lock|loop in|mine|mirror|mobili[sz]e|narrow|normali[sz]e|offer|oversee|package|parse|peg' +
	'|persuade|pitch|polish|pose|postpone|preview|propagate|ramp up|rank|recap|recover|redact|reduce|render|resend|retry' +
	'|revamp|revive|rework|roll back|round up|safeguard|scrape|scrub|settle|shop|simulate|snapshot|spearhead|spell out|spread|squash|stand up' +
	'|steer|strip|structure|subscribe|substitute|supervise|supply|sweep|synthesi[sz]e|teach|throw|tighten|transition|transmit|trigger|trim|upstream' +
	'|wash|whitelist|workshop|wrangle|zip' +
	'|accept|access|action|activate|affix|amalgamate|appoint|attempt|bid|broadcast|canvass|cascade|co-?opt|compress|counter|crop|cross-?check|decorate|delay|deposit|dispatch' +
	'|display|dissolve|divide|drain|drill|employ|enlist|enrol|expedite|familiari[sz]e|feed ?back|fence|finance|fine-?tune|furnish|gauge|greet|hang|head(?: up)?|hoover|index' +
	'|insert|insulate|insure|intervene|invest|level|loan|lop|mend|mount|mulch|oil|operate|outsource|overhaul|partition|petition|phase out|photocopy|plough|polish|prep' +
	'|progress|rearrange|reassess|reassign|rebook|rebuild|recheck|recirculate|reconnect|reconvene|recycle|redistribute|redraft|re-?establish|refer|refill' +
	'|refresh|refurbish|regenerate|reinstall|reinstate|reissue|relaunch|relet|remedy|remodel|reopen|reorder|reposition|reprint|restart|restock|resume|resurface|rethink' +
	'|retrain|retype|re-?work|rewire|rotate|sand|scour|seal|service|sew|shadow|shred|spend|spray|staple|stick|stock|strengthen|strim|suspend|tabulate|tarmac|telephone' +
	'|blog|bundle|catalogue|champion|decouple|defer|detect|discard|drive|enhance|enrich|equip|expose|film|flip|fly|form|fulfil|groom|lend|lint|locali[sz]e|minimi[sz]e|mitigate|nag|pause' +
	'|poke|port|preserve|prod|provision|reconfigure|recreate|redeploy|reflect|reformat|regroup|reject|rent|retire|reuse|revoke|saniti[sz]e|scaffold|scout|shepherd|shorten|shut|slice|smooth|speed up|stabili[sz]e|steward|sum up|sunset|surface|tailor|touch base|tweet|uninstall|unpin|visuali[sz]e|whip up|wordsmith' +
	'|terminate|tie|tile|top up|tow|tune|undo|unlock|unpack|utili[sz]e|vacate|water|weed|winteri[sz]e|wipe|withhold';

/** Words that stand where a name could and are none: articles, pronouns, things. */
export const NOT_A_NAME =
	/^(?:we|us|our|my|me|your|his|her|their|a|an|the|this|that|these|those|it|its|they|he|she|i|you|there|here|what|which|when|where|why|how|who|if|as|and|or|but|so|no|not|also|then|next|once|after|before|until|while|since|because|however|currently|still|maybe|perhaps|probably|hopefully|someone|somebody|nobody|one|some|any|most|many|much|more|other|others|another|both|each|every|pr|prs|issue|issues|meeting|meetings|discussion|proposal|plan|plans|release|releases|version|project|projects|code|docs?|documentation|website|page|work|review|update|updates|change|changes|test|tests|build|builds|ci|support|feature|features|bug|bugs|problem|problems|question|questions|answer|idea|ideas|option|options|goal|goals|result|results|list|agenda|notes?|minutes|email|mail|link|links|thing|things|time|date|deadline|decision|motion|vote|process|policy|draft|spec|api|app|tool|tools|server|data|budget|cost|funding|today|tomorrow|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|q[1-4]|people|users?|members?|participants|attendees|contributors|developers|customers?|clients?|need|needs|want|wants|going|looking|trying|planning|expected|supposed|able|likely|ready|due|back|up|down|out|will|would|should|could|can|might|must|yes|ok|okay|done|todo|action|actions|ai|item|items|step|steps|reason|reasons|way|ways|attempt|hope|welcome|thanks|thank|happy|new|old|first|second|last|final|finally|lastly|firstly|another|lots?|open|closed|merge|according|due|agreed|decided|planned|discussed|needed|suggested|asked|voted|resolved|approved|proposed|reminder|request|requested|in order|how|where|used|for|with|by|from|in|on|at|of|to|about|during|under|over|per|via|like|given|without|within|regarding|despite|instead|helpful|useful|nice|good|great|easy|hard|tough|important|best|better|difficult|possible|impossible|necessary|premature|interesting|sufficient|enough|free|eager|keen|glad|reluctant|essential|critical|vital|crucial|tempting|worth|unable|willing|want|having|things|committee decided|re|fwd|fyi|lost|sent|got|ran|made|held|took|gave|bought|paid|went|came|kept|built|brought)$/;

/** Offices people hold. */
export const ROLE =
	'(?:(?:vice|deputy|assistant|co|acting)[- ])?(?:chair(?:s|man|person|woman)?|presidents?|secretary|secretaries|treasurer|clerk|convenor|convener|co-?ordinators?|director|officers?|managers?|leads?|editors?|authors?|proposers?|reviewers?|applicants?|shepherds?|rapporteurs?|stewards?|liaison|captain|maintainers?|organi[sz]ers?|administrators?|admins?|registrar|bursar|dean|provost|chancellor|rector|vicar|pastor|governors|principal|warden|librarian|webmaster|sysadmin|caretaker|trustees|councillors|mayor|attorney|auditor|architect|(?:structural |site |project )?engineer|(?:sub)?contractor|consultant|surveyor|superintendent|headteacher|note[- ]?taker|scribe|moderator|facilitator|product owner|scrum master|ceo|cto|cfo|coo|pm|(?:hon )?secs?|gardener|builder|plumber|electrician|cleaner|decorator|carpenter|joiner|roofer|grounds(?:man|keeper|person)|solicitor|accountant|bookkeeper|receptionist|coach|referee|churchwarden|sexton|organist|headmaster|head ?teacher)';

/** Groups that can be given work. */
export const GROUP_NAME = new RegExp(
	`^(?:the )?(?:(?:(?:everyone|everybody)(?: (?:involved|else|here|present|on the (?:team|board|committee|list)))?|(?:all (?:the )?|the )?others|the rest|(?:each|every) (?:(?:[a-z]{3,12} )?(?:(?:sub)?team|(?:sub)?group|member|committee|working group|wg|sig)|department|chapter|project|company|class|lab|site)|all(?: (?:[a-z]{2,10} )?(?:members|attendees|participants|staff|of us|owners|teams|groups|volunteers|students|departments|leads|reps|representatives|delegates|chairs|editors|maintainers))?|(?:(?:project|core|full|whole) )?team|staff|(?:(?:board|council|committee|club|working group|group|(?!(?:ask|get|let|tell|have|help|send|with|for|from|that|and|or|to|of|by)\\b)[a-z]{2,4}) )?members|management|counsel|officers|board|council|committee|subcommittee|marketing|legal|finance|engineering|design|ops|infra|hr|it|sales|qa|product|pms?)|(?:[a-z&-]{2,16} ){1,2}(?:teams?|groups?|committees?|subcommittees?|wgs?|sigs?|boards?|staff|office|councils?|departments?)|[a-z0-9]+-(?:wg|sig|team)|(?:(?!(?:agree[ds]?|ask(?:s|ed)?|told|decided|resolved|that|and|with|by|get|needs?)\\b)[a-z]{2,14} )?${ROLE})$`
);
