using Dispatch.Contracts.Privacy;
using Dispatch.Grains.Hosting;
using Dispatch.Grains.Storage;
using Dispatch.Sealing.Hosting;

namespace Dispatch.Silo.Keys;

/// <summary>The store's rows by the key they are sealed with.</summary>
/// <param name="Plain">Rows with nothing sealed.</param>
internal sealed record RowCount(IReadOnlyDictionary<Guid, int> ByKey, int Plain);

/// <summary>Looks at every row of the store, beside whoever writes it.</summary>
internal static class SealedRows
{
    public static async Task<RowCount> CountAsync(SealingSettings settings)
    {
        var seal = SealingHosting.OpenSeal(settings);
        var byKey = new Dictionary<Guid, int>();
        var plain = 0;
        await using var rows = await StoreRows.OpenAsync(settings);
        await foreach (var row in rows.ReadAsync())
        {
            if (StoredRows.BoxOf(row.Payload) is { } box)
            {
                var key = seal.KeyOf(box);
                byKey[key] = byKey.GetValueOrDefault(key) + 1;
            }
            else
            {
                plain++;
            }
        }

        return new RowCount(byKey, plain);
    }

    /// <summary>Seals anew what is not sealed with the current key. A row that changes meanwhile is left: its actor has sealed it with that key.</summary>
    public static async Task<(int Read, int SealedAnew)> ResealAsync(SealingSettings settings, IRowSeal seal)
    {
        var serializer = new JsonStateSerializer(seal);
        var (read, sealedAnew, current) = (0, 0, seal.Current);
        await using var rows = await StoreRows.OpenAsync(settings);
        await foreach (var row in rows.ReadAsync())
        {
            read++;
            if (StoredRows.BoxOf(row.Payload) is { } box && seal.KeyOf(box) == current)
            {
                continue;
            }

            if (StoredRows.Rewrite(row.StateName, row.Payload, serializer) is { } anew && await rows.ReplaceAsync(row, anew))
            {
                sealedAnew++;
            }
        }

        return (read, sealedAnew);
    }
}
