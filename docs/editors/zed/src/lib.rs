use zed_extension_api::{
    self as zed, settings::LspSettings, Command, Extension, LanguageServerId, Result, Worktree,
};

const PACKAGE: &str = "systemd-units";
const PROGRAM: &str = "systemd-units-language-server";
const SCRIPT: &str = "node_modules/systemd-units/server.cjs";

struct SystemdUnits;

impl Extension for SystemdUnits {
    fn new() -> Self {
        SystemdUnits
    }

    fn language_server_command(&mut self, _: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let stdio = "--stdio".to_string();
        if let Some(command) = worktree.which(PROGRAM) {
            return Ok(Command { command, args: vec![stdio], env: worktree.shell_env() });
        }
        if zed::npm_package_installed_version(PACKAGE)?.is_none() {
            let version = zed::npm_package_latest_version(PACKAGE)?;
            zed::npm_install_package(PACKAGE, &version)?;
        }
        let folder = std::env::current_dir().map_err(|error| error.to_string())?;
        let script = folder.join(SCRIPT).to_string_lossy().into_owned();
        Ok(Command { command: zed::node_binary_path()?, args: vec![script, stdio], env: Vec::new() })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<zed::serde_json::Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }
}

zed::register_extension!(SystemdUnits);
