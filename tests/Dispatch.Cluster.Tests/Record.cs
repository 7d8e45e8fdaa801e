using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Dispatch.Cluster.Tests;

/// <summary>The service record of a data directory, and the command that verifies it.</summary>
internal static class Record
{
    /// <summary>I8: each of these requests was entered as submitted, once, also when the process died before its ledger had heard of it.</summary>
    public static async Task HoldsAsync(string dataDirectory, IReadOnlyCollection<string> requests, TimeSpan within)
    {
        await Wait.UntilAsync(async () => requests.All((await SubmittedAsync(dataDirectory)).ContainsKey), within);
        var submitted = await SubmittedAsync(dataDirectory);
        Assert.All(requests, id => Assert.Equal(1, submitted[id]));
    }

    /// <summary>Runs the silo's program as an operator does; its exit code and what it said.</summary>
    public static Task<(int Code, string Said)> CommandAsync(string dataDirectory, params string[] command) =>
        RunAsync(dataDirectory, ["ledger", .. command]);

    /// <summary>Runs any command of the silo's program.</summary>
    public static async Task<(int Code, string Said)> RunAsync(string dataDirectory, params string[] command)
    {
        var configuration = Path.GetFileName(AppContext.BaseDirectory.TrimEnd('/'));
        var program = Path.Combine(AppContext.BaseDirectory, "..", "..", "Dispatch.Silo", configuration, "Dispatch.Silo");
        var start = new ProcessStartInfo(program, [.. command, $"--Dispatch:DataDirectory={dataDirectory}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static async Task<Dictionary<string, int>> SubmittedAsync(string dataDirectory)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(dataDirectory, "records.db")};Mode=ReadWrite;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT substr(Subject, 9), count(*) FROM LedgerEntry WHERE Action = 'request.submitted' GROUP BY Subject";
        await using var rows = await command.ExecuteReaderAsync();
        var submitted = new Dictionary<string, int>(StringComparer.Ordinal);
        while (await rows.ReadAsync())
        {
            submitted[rows.GetString(0)] = rows.GetInt32(1);
        }

        return submitted;
    }
}
