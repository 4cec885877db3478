/** What the plugin asks the judge, as JSON on its standard input. */
export interface JudgeRequest {
  /** Folders of synthesized assemblies. */
  readonly assemblies: readonly string[];
  /** Rule parameters by name, as text. */
  readonly parameters: Readonly<Record<string, string>>;
}
