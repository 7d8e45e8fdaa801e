using System.Data.Common;
using System.Globalization;
using Dispatch.Sealing.Hosting;
using Dispatch.Sealing.Keys;

namespace Dispatch.Silo.Keys;

/// <summary><c>keys list</c>, <c>keys new [at-once]</c>, <c>keys reseal</c>, <c>keys retire ID [restarted]</c>: no silo is started, and one may run beside.</summary>
internal static class KeysCommand
{
    public const string Name = "keys";
    private const int Done = 0;
    private const int Refused = 1;
    private const int Unusable = 2;

    /// <summary>Processes that write read the ring every hour: by then each of them seals with a key that was made before.</summary>
    private static readonly TimeSpan UntilAllKnow = TimeSpan.FromHours(2);

    private const string Usage = """
        keys list                   the keys of the store, and how many rows are sealed with each
        keys new [at-once]          makes a key that new seals use from two hours on; at once: each process takes it within the hour
        keys reseal                 seals every row again that is sealed with an older key, or not yet
        keys retire ID [restarted]  removes a key that seals no row any longer, two hours after its successor came into use;
                                    restarted: every process of the store was started since then
        """;

    public static async Task<int> RunAsync(string[] args, IConfiguration configuration, TextWriter output, TextWriter error)
    {
        var settings = SealingSettings.Read(configuration);
        if (settings.Faults().FirstOrDefault() is { } fault)
        {
            return await RefuseAsync(fault, error);
        }

        try
        {
            using var keys = StoreKeys.OpenWithItsSecret(settings);
            return args switch
            {
                [_, "list", ..] => await ListAsync(keys, settings, output),
                [_, "new", .. var rest] => await NewAsync(keys, settings, rest is ["at-once", ..], output),
                [_, "reseal", ..] => await ResealAsync(settings, output),
                [_, "retire", var id, .. var rest] when Guid.TryParse(id, out var key) => await RetireAsync(keys, settings, key, rest is ["restarted", ..], output),
                _ => await RefuseAsync(Usage, error),
            };
        }
        catch (Exception failure) when (failure is IOException or DbException or UnauthorizedAccessException or KeysFaultException or InvalidDataException)
        {
            return await RefuseAsync(failure.Message, error);
        }
    }

    private static async Task<int> ListAsync(StoreKeys keys, SealingSettings settings, TextWriter output)
    {
        var rows = await SealedRows.CountAsync(settings);
        foreach (var key in keys.List())
        {
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{key.KeyId}  from {key.ActivationDate:yyyy-MM-dd HH:mm}  until {key.ExpirationDate:yyyy-MM-dd HH:mm}  rows {rows.ByKey.GetValueOrDefault(key.KeyId)}"));
        }

        foreach (var (key, count) in rows.ByKey.Where(each => keys.List().All(known => known.KeyId != each.Key)))
        {
            await output.WriteLineAsync($"{key}  NOT IN THE RING  rows {count}: these cannot be read.");
        }

        await output.WriteLineAsync($"{rows.Plain} rows have nothing sealed.");
        return Done;
    }

    private static async Task<int> NewAsync(StoreKeys keys, SealingSettings settings, bool atOnce, TextWriter output)
    {
        var from = DateTimeOffset.UtcNow + (atOnce ? TimeSpan.Zero : UntilAllKnow);
        var key = keys.Manager.CreateNewKey(from, from.AddDays(settings.Keys.LifeDays));
        await output.WriteLineAsync(atOnce
            ? $"New key {key.KeyId}. Each process seals with it within the hour, or from its next start."
            : string.Create(CultureInfo.InvariantCulture, $"New key {key.KeyId}, in use from {from:yyyy-MM-dd HH:mm} UTC. Nothing needs a restart."));
        return Done;
    }

    private static async Task<int> ResealAsync(SealingSettings settings, TextWriter output)
    {
        var (read, sealedAnew) = await SealedRows.ResealAsync(settings, SealingHosting.OpenSeal(settings));
        await output.WriteLineAsync($"{sealedAnew} of {read} rows were sealed anew.");
        return Done;
    }

    private static async Task<int> RetireAsync(StoreKeys keys, SealingSettings settings, Guid id, bool restarted, TextWriter output)
    {
        var inUse = SealingHosting.OpenSeal(settings).Current;
        var allKnow = keys.List().Single(key => key.KeyId == inUse).ActivationDate + UntilAllKnow;
        var rows = (await SealedRows.CountAsync(settings)).ByKey.GetValueOrDefault(id);
        var hindrance = keys.List().All(key => key.KeyId != id) ? "The ring has no such key."
            : inUse == id ? "New seals are made with this key. Make another first: keys new."
            : !restarted && DateTimeOffset.UtcNow < allKnow
                ? string.Create(CultureInfo.InvariantCulture, $"Until {allKnow:yyyy-MM-dd HH:mm} UTC a process may still seal with this key. Wait, or say 'restarted' if each was.")
            : rows > 0 ? $"{rows} rows are sealed with this key. Seal them anew first: keys reseal."
            : null;
        if (hindrance is not null)
        {
            await output.WriteLineAsync(hindrance);
            return Refused;
        }

        keys.Delete(id);
        await output.WriteLineAsync($"Key {id} is gone. Backups from before need it: those that shall be readable keep their own copy of the ring.");
        return Done;
    }

    private static async Task<int> RefuseAsync(string why, TextWriter error)
    {
        await error.WriteLineAsync(why);
        return Unusable;
    }
}
