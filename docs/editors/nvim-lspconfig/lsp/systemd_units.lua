---@brief
---
--- https://github.com/systemd-socket-units/systemd-socket-units
---
--- Language server for systemd unit files and their drop-ins.
---
--- `systemd-units-language-server` can be installed via `npm`:
--- ```sh
--- npm install --global systemd-units
--- ```
---
--- Nvim detects units in the folders of systemd only. For units elsewhere, and for drop-ins:
--- ```lua
--- local types = { 'service', 'socket', 'target', 'device', 'timer', 'path', 'mount', 'automount', 'swap', 'slice', 'scope' }
--- for _, type in ipairs(types) do
---   vim.filetype.add({
---     extension = { [type] = 'systemd' },
---     pattern = { ['.*%.' .. type .. '%.d/.*%.conf'] = 'systemd', ['.*/' .. type .. '%.d/.*%.conf'] = 'systemd' },
---   })
--- end
--- ```
---
--- Units are judged by the newest systemd unless `init_options` say otherwise:
--- ```lua
--- vim.lsp.config('systemd_units', { init_options = { version = 'installed' } })
--- ```

---@type vim.lsp.Config
return {
  cmd = { 'systemd-units-language-server', '--stdio' },
  filetypes = { 'systemd' },
  root_markers = { 'systemd-units.json', '.git' },
}
