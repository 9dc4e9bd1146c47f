;;; Drives Emacs with Eglot in the current folder as a person would, and writes what came of it to drive.json.  -*- lexical-binding: t -*-
;;; See other-editors.test.ts.
(require 'eglot)
(require 'json)
(setq eglot-confirm-server-initiated-edits nil
      eglot-confirm-server-edits nil
      eglot-sync-connect 20
      make-backup-files nil
      create-lockfiles nil)
(add-hook 'systemd-unit-mode-hook #'eglot-ensure)

(defun until-true (condition)
  (let ((end (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) end))
      (accept-process-output nil 0.02))))

(defconst folder default-directory)
(setq vc-handled-backends nil
      project-find-functions (list (lambda (_) (cons 'transient folder))))

(defun attach (path)
  (switch-to-buffer (find-file-noselect (expand-file-name path folder)))
  ;; In batch mode no command ends, which eglot-ensure waits for.
  (when (and (derived-mode-p 'systemd-unit-mode) (not (eglot-managed-p)))
    (apply #'eglot (eglot--guess-contact)))
  (eglot-managed-p))

(defun answer (method line character)
  (jsonrpc-request (eglot--current-server-or-lose) method
                  (list :textDocument (eglot--TextDocumentIdentifier)
                        :position (list :line line :character character))))

(defun go-to (line character)
  (goto-char (point-min))
  (forward-line (1- line))
  (forward-char character))

(let (without other codes hover labels formatted created)
  (dolist (path (with-temp-buffer (insert-file-contents (expand-file-name "paths.txt" folder)) (split-string (buffer-string) "\n" t)))
    (unless (attach path) (push path without)))

  (attach "web.socket")
  (flymake-start)
  (until-true (lambda () (flymake-diagnostics)))
  (setq codes (mapcar #'flymake-diagnostic-text (flymake-diagnostics))
        hover (plist-get (plist-get (answer :textDocument/hover 2 2) :contents) :value)
        labels (let ((found (answer :textDocument/completion 3 0)))
                 (mapcar (lambda (item) (plist-get item :label)) (if (vectorp found) found (plist-get found :items)))))
  (eglot-format-buffer)
  (setq formatted (buffer-string))
  (save-buffer)
  (go-to 3 2)
  (let ((action (seq-find (lambda (one) (equal "Create web@.service" (plist-get one :title)))
                          (jsonrpc-request (eglot--current-server-or-lose) :textDocument/codeAction
                                          (list :textDocument (eglot--TextDocumentIdentifier)
                                                :range (list :start (list :line 2 :character 0) :end (list :line 2 :character 2))
                                                :context (list :diagnostics []))))))
    (when action
      (if (fboundp 'eglot-execute)
          (eglot-execute (eglot--current-server-or-lose) action)
        (eglot--apply-workspace-edit (plist-get action :edit)))))
  (save-some-buffers t)
  (let ((file (expand-file-name "web@.service" folder)))
    (when (file-exists-p file)
      (setq created (with-temp-buffer (insert-file-contents file) (split-string (buffer-string) "\n" t)))))

  (setq other (if (attach "other.conf") 1 0))

  (with-temp-file (expand-file-name "drive.json" folder)
    (insert (json-encode `((without . ,(vconcat without))
                           (other . ,other)
                           (codes . ,(vconcat codes)) (hover . ,hover) (labels . ,(vconcat labels))
                           (formatted . ,formatted) (created . ,(vconcat created)) (names . ,(if (>= emacs-major-version 29) t :json-false)))))))
