using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Dispatch.Contracts.Records;
using Dispatch.Records.Chains;
using Dispatch.Records.Verifying;

namespace Dispatch.Records.Exports;

/// <summary>The chains and their daily roots as files of JSON lines: to be kept where nobody who runs the database can write.</summary>
public sealed class ExportFolder(string path) : IEntrySource
{
    private const string Entries = "entries-";
    private const string Roots = "roots.jsonl";
    private const string Lines = ".jsonl";
    private const int Page = 8_192;

    /// <summary>Whether an export is there.</summary>
    public bool Exists => File.Exists(Path.Combine(path, Roots));

    /// <summary>Writes everything; the roots last, so that an export that was broken off is none. Answers how many entries and roots.</summary>
    /// <exception cref="IOException">The directory holds files already: an export is never written over.</exception>
    public async Task<(long Entries, int Roots)> WriteAsync(IEntrySource source, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(path);
        if (Directory.EnumerateFileSystemEntries(path).Any())
        {
            throw new IOException($"'{path}' is not empty. Name a new directory: an export is never written over an older one.");
        }

        var (count, roots, last) = (0L, new List<LedgerHead>(), (LedgerEntry?)null);
        await foreach (var page in source.PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (var entry in page)
            {
                if (last is not null && (last.Ledger != entry.Ledger || Micros.Day(last.RecordedAt) != Micros.Day(entry.RecordedAt)))
                {
                    roots.Add(Chain.Head(last));
                }

                last = entry;
            }

            foreach (var ledger in page.GroupBy(entry => entry.Ledger, StringComparer.Ordinal))
            {
                await File.AppendAllLinesAsync(FileOf(ledger.Key), ledger.Select(ExportLine.Of), cancellationToken).ConfigureAwait(false);
            }

            count += page.Count;
        }

        if (last is not null)
        {
            roots.Add(Chain.Head(last));
        }

        await File.WriteAllLinesAsync(Path.Combine(path, Roots), roots.Select(ExportLine.Of), cancellationToken).ConfigureAwait(false);
        return (count, roots.Count);
    }

    /// <summary>The daily roots.</summary>
    /// <exception cref="IOException">There is no export.</exception>
    public IReadOnlyList<LedgerHead> ReadRoots() => Exists
        ? [.. File.ReadLines(Path.Combine(path, Roots)).Where(line => line.Length > 0).Select(ExportLine.Root)]
        : throw new IOException($"'{path}' holds no export: there is no {Roots}.");

    /// <summary>Every exported entry as a mark: so the first one that differs is named, not only the day.</summary>
    public async Task<IReadOnlyList<LedgerHead>> ReadMarksAsync(CancellationToken cancellationToken)
    {
        var marks = new List<LedgerHead>(ReadRoots());
        await foreach (var page in PagesAsync(cancellationToken).ConfigureAwait(false))
        {
            marks.AddRange(page.Select(Chain.Head));
        }

        return marks;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<IReadOnlyList<LedgerEntry>> PagesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var file in Directory.EnumerateFiles(path, Entries + "*" + Lines).Order(StringComparer.Ordinal))
        {
            var (page, number) = (new List<LedgerEntry>(Page), 0);
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken).ConfigureAwait(false))
            {
                number++;
                page.Add(Parse(line, file, number));
                if (page.Count == Page)
                {
                    yield return page;
                    page = new List<LedgerEntry>(Page);
                }
            }

            yield return page;
        }
    }

    private string FileOf(string ledger) => Path.Combine(path, Entries + Uri.EscapeDataString(ledger) + Lines);

    private static LedgerEntry Parse(string line, string file, int number)
    {
        try
        {
            return ExportLine.Entry(line);
        }
        catch (Exception unreadable) when (unreadable is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"Line {number} of '{Path.GetFileName(file)}' is no entry."), unreadable);
        }
    }
}
