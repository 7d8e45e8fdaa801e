using System.Data.Common;
using Dispatch.Contracts.Records;
using Dispatch.Records.Exports;
using Dispatch.Records.Hosting;
using Dispatch.Records.Verifying;
using Dispatch.Silo.Hosting;

namespace Dispatch.Silo.Ledger;

/// <summary><c>ledger verify [--export DIR]</c>, <c>ledger export --to DIR</c>, <c>ledger check DIR</c>: no silo is started.</summary>
internal static class LedgerCommand
{
    public const string Name = "ledger";
    private const int InOrder = 0;
    private const int Bent = 1;
    private const int Unusable = 2;

    private const string Usage = """
        ledger verify [--export DIR]   verifies the record that the settings name; with DIR also against an export made earlier
        ledger export --to DIR         writes all entries and daily roots to a new directory
        ledger check DIR               verifies an export by itself
        """;

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, TextWriter error)
    {
        var settings = SiloSettings.Read(configuration);
        try
        {
            return args switch
            {
                [_, "verify", ..] => await VerifyAsync(settings, configuration["export"], output),
                [_, "export", ..] when configuration["to"] is { } to => await ExportAsync(settings, to, output),
                [_, "check", var directory, ..] => await CheckAsync(new ExportFolder(directory), output),
                _ => await RefuseAsync(Usage, error),
            };
        }
        catch (Exception failure) when (failure is IOException or DbException or UnauthorizedAccessException)
        {
            return await RefuseAsync(failure.Message, error);
        }
    }

    private static async Task<int> VerifyAsync(SiloSettings settings, string? export, TextWriter output)
    {
        // Heads first: entries that come while this reads are then behind them.
        var marks = new List<LedgerHead>(await KeptHeads.ReadAsync(settings));
        if (export is not null)
        {
            marks.AddRange(await new ExportFolder(export).ReadMarksAsync(CancellationToken.None));
        }

        return await TellAsync(await LedgerVerifier.RunAsync(Open(settings), marks, CancellationToken.None), output);
    }

    private static async Task<int> ExportAsync(SiloSettings settings, string to, TextWriter output)
    {
        var (entries, roots) = await new ExportFolder(to).WriteAsync(Open(settings), CancellationToken.None);
        await output.WriteLineAsync($"{entries} entries and {roots} daily roots are in {Path.GetFullPath(to)}. Keep a copy where the database's operator cannot write.");
        return InOrder;
    }

    private static async Task<int> CheckAsync(ExportFolder folder, TextWriter output) =>
        await TellAsync(await LedgerVerifier.RunAsync(folder, folder.ReadRoots(), CancellationToken.None), output);

    private static IEntrySource Open(SiloSettings settings) => RecordsHosting.OpenRecord(settings.Postgres, settings.DataPath)
        ?? throw new IOException($"There is no service record: '{Path.Combine(settings.DataPath, RecordsHosting.FileName)}' does not exist (Dispatch:DataDirectory).");

    private static async Task<int> TellAsync(VerifyReport report, TextWriter output)
    {
        foreach (var finding in report.Findings)
        {
            await output.WriteLineAsync(finding.ToString());
        }

        await output.WriteLineAsync(report.Findings.Count == 0
            ? $"In order: {report.Entries} entries in {report.Heads.Count} ledgers."
            : $"NOT in order: {report.Findings.Count} of {report.Heads.Count} ledgers; {report.Entries} entries read.");
        return report.Findings.Count == 0 ? InOrder : Bent;
    }

    private static async Task<int> RefuseAsync(string why, TextWriter error)
    {
        await error.WriteLineAsync(why);
        return Unusable;
    }
}
