(section_name (text) @type)
(comment) @comment
["[" "]"] @punctuation.bracket
"=" @operator
(setting_name) @property
(setting_value) @string
