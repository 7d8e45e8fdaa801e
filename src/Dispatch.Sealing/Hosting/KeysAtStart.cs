using System.Data.Common;
using System.Security.Cryptography;
using Dispatch.Contracts.Privacy;
using Dispatch.Sealing.Keys;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dispatch.Sealing.Hosting;

/// <summary>Opens the key ring while the host starts. A database that does not answer yet is no fault: the ring is read when the first row is.</summary>
internal sealed partial class KeysAtStart(SealingSettings settings, IRowSeal seal, ILogger<KeysAtStart> log) : IHostedService
{
    // Elsewhere, because the ring is read in one go and other services start meanwhile.
    public Task StartAsync(CancellationToken cancellationToken) => Task.Run(Try, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Try()
    {
        try
        {
            // Rows before the ring: a row that another process seals with a new key meanwhile must not seem to lack it.
            var inRows = StoredSeals.Newest(settings);
            using (var keys = StoreKeys.Open(settings))
            {
                Compare(inRows, [.. keys.List().Select(key => key.KeyId)]);
            }

            LogKey(log, seal.Current);
        }
        catch (Exception notYet) when (notYet is DbException or CryptographicException { InnerException: DbException })
        {
            LogWaiting(log, notYet.GetType().Name);
        }
    }

    /// <summary>A ring that opens none of the newest rows is another store's, or of before them. One that lacks a few keys still serves the others.</summary>
    private void Compare(IReadOnlyList<Guid> inRows, HashSet<Guid> ring)
    {
        var missing = inRows.Where(key => !ring.Contains(key)).ToList();
        if (missing.Count > 0 && missing.Count == inRows.Count)
        {
            throw new KeysFaultException(StoreKeys.Lost(settings));
        }

        foreach (var key in missing.Distinct())
        {
            LogMissing(log, key);
        }
    }

    [LoggerMessage(LogLevel.Error, "Rows are sealed with key {Key}, which the ring does not hold: they cannot be read. Restore the ring of that time.")]
    private static partial void LogMissing(ILogger log, Guid key);

    [LoggerMessage(LogLevel.Information, "Rows are sealed with key {Key}.")]
    private static partial void LogKey(ILogger log, Guid key);

    [LoggerMessage(LogLevel.Warning, "The keys of the store are read once its database answers: {Fault}.")]
    private static partial void LogWaiting(ILogger log, string fault);
}
