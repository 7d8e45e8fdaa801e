using System.Collections.Concurrent;
using System.Security.Cryptography;
using Dispatch.Contracts.Privacy;
using Dispatch.Sealing.Hosting;

namespace Dispatch.Sealing.Keys;

/// <summary>
/// Seals rows with the key ring that the settings name. The framework's seal derives keys anew for each use, which is dear beside a write; so a process
/// makes a key of its own, seals that once with the ring, and puts it sealed into each box that it closes with it.
/// </summary>
/// <remarks>The ring is read anew for each key of the process, so at least once an hour while rows are written, and when a row names a key that was not seen yet.</remarks>
internal sealed class RowSeal(SealingSettings settings, TimeProvider clock) : IRowSeal, IDisposable
{
    /// <summary>
    /// An hour after a key of the ring was replaced no process seals with it; and no more boxes than this are closed with one key, far below the
    /// 2^32 that random nonces allow.
    /// </summary>
    private static readonly TimeSpan DoorLife = TimeSpan.FromHours(1);

    private const int MostBoxes = 1 << 28;

    /// <summary>Opened keys that are remembered: one for each hour of each process that wrote rows.</summary>
    private const int MostRemembered = 4_096;

    /// <summary>A row of a ring that is lost must not have the ring read again and again.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, RowKey> _remembered = new(StringComparer.Ordinal);
    private readonly Lock _opening = new();
    private volatile Ring? _ring;
    private Ring? _before;
    private volatile RowKey? _door;

    public Guid Current => Door().Id;

    public byte[] Seal(byte[] words) => Door().Close(words);

    public byte[] Open(byte[] box)
    {
        var wrapped = RowKey.WrappedIn(box);
        var name = Convert.ToBase64String(wrapped);
        if (!_remembered.TryGetValue(name, out var key))
        {
            key = Unwrap(wrapped.ToArray());
            if (_remembered.Count >= MostRemembered)
            {
                _remembered.Clear();
            }

            _remembered[name] = key;
        }

        return key.Open(box);
    }

    public Guid KeyOf(ReadOnlySpan<byte> box) => RowKey.IdOf(RowKey.WrappedIn(box));

    public void Dispose()
    {
        _before?.Keys.Dispose();
        _ring?.Keys.Dispose();
    }

    private RowKey Door()
    {
        var door = _door;
        var age = clock.GetUtcNow() - (door?.Since ?? DateTimeOffset.MinValue);
        if (door is not null && door.Closed < MostBoxes && age >= TimeSpan.Zero && age < DoorLife)
        {
            return door;
        }

        // A ring that is kept open names the key of its own start for up to two days: a fresh one names that of now.
        var ring = Renew(_ring);
        var key = RandomNumberGenerator.GetBytes(RowKey.Length);
        return _door = new RowKey(key, ring.Protector.Protect(key), clock.GetUtcNow());
    }

    private RowKey Unwrap(byte[] wrapped)
    {
        var id = RowKey.IdOf(wrapped);
        var ring = _ring ?? Renew(null);
        if (!ring.Ids.Contains(id) && clock.GetUtcNow() - ring.At > LookAgain)
        {
            ring = Renew(ring);
        }

        try
        {
            return new RowKey(ring.Protector.Unprotect(wrapped), wrapped, clock.GetUtcNow());
        }
        catch (CryptographicException fault)
        {
            throw new InvalidDataException(
                ring.Ids.Contains(id)
                    ? "The sealed members of a row were changed since they were sealed."
                    : $"A row was sealed with key {id}, which the key ring does not hold. Restore the ring of that time.",
                fault);
        }
    }

    private Ring Renew(Ring? known)
    {
        lock (_opening)
        {
            if (_ring is { } newer && !ReferenceEquals(newer, known))
            {
                return newer;
            }

            var keys = StoreKeys.Open(settings);
            var protector = keys.Protector();

            // The first use makes a key where there is none, so that the list knows it.
            protector.Protect([]);
            // Another thread may still open a row with the ring that is replaced now; with the one before it nobody does any longer.
            _before?.Keys.Dispose();
            _before = _ring;
            return _ring = new Ring(keys, protector, [.. keys.List().Select(key => key.KeyId)], clock.GetUtcNow());
        }
    }

    private sealed record Ring(StoreKeys Keys, Microsoft.AspNetCore.DataProtection.IDataProtector Protector, HashSet<Guid> Ids, DateTimeOffset At);
}
