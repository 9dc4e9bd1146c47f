-- Drives Neovim in the current folder as a person would, and writes what came of it to drive.json. See other-editors.test.ts.
local found = { without = {} }

local function until_true(condition) return vim.wait(20000, condition, 20) end

local function attach(path)
  vim.cmd.edit(vim.fn.fnameescape(path))
  until_true(function() return #vim.lsp.get_clients({ bufnr = 0 }) > 0 end)
  return #vim.lsp.get_clients({ bufnr = 0 })
end

local function answer(method, line, character)
  local position = { line = line, character = character }
  local params = { textDocument = vim.lsp.util.make_text_document_params(), position = position }
  local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
  for _, one in pairs(answers) do return one.result end
end

local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n' end

for path in io.lines('paths.txt') do
  if attach(path) ~= 1 then table.insert(found.without, path) end
end
vim.cmd.edit('other.conf')
vim.wait(300)
found.other = #vim.lsp.get_clients({ bufnr = 0 })

attach('web.socket')
until_true(function() return #vim.diagnostic.get(0) > 0 end)
found.codes = vim.tbl_map(function(one) return one.code end, vim.diagnostic.get(0))
found.hover = answer('textDocument/hover', 2, 2).contents.value
local completion = answer('textDocument/completion', 3, 0)
found.labels = vim.tbl_map(function(item) return item.label end, completion.items or completion)

vim.lsp.buf.format({ timeout_ms = 20000 })
found.formatted = text()
vim.cmd.write()

vim.api.nvim_win_set_cursor(0, { 3, 2 })
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action) return action.title == 'Create web@.service' end,
})
until_true(function() return vim.fn.bufnr('web@.service') > 0 end)
vim.cmd.wall()
found.created = vim.fn.filereadable('web@.service') == 1 and vim.fn.readfile('web@.service') or {}

attach('old.timer')
vim.api.nvim_win_set_cursor(0, { 2, 6 })
vim.lsp.buf.rename('new.service')
until_true(function() return text():find('new.service', 1, true) ~= nil end)
vim.cmd.wall()
found.renamed = text()
found.files = vim.fn.readdir('.', [[v:val =~ '^\(old\|new\)']])

vim.fn.writefile({ vim.json.encode(found) }, 'drive.json')
vim.cmd('qall!')
