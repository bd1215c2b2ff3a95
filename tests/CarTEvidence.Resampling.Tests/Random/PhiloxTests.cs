namespace CarTEvidence.Resampling.Tests.Random;

public sealed unsafe class PhiloxTests
{
    // The file kat_vectors of Random123 (Salmon et al. 2011, doi:10.1145/2063384.2063405): counter, key, answer of philox4x32 with 10 rounds.
    public static TheoryData<uint[], uint[], uint[]> KnownAnswers => new()
    {
        { [0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8] },
        { [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd] },
        { [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1] },
    };

    [Theory]
    [MemberData(nameof(KnownAnswers))]
    public void Generate_PublishedCounter_GivesThePublishedWords(uint[] counter, uint[] key, uint[] answer)
    {
        ArgumentNullException.ThrowIfNull(counter);
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(answer);
        PhiloxBlock words = Philox.Generate(key[0] | ((ulong)key[1] << 32), counter[0] | ((ulong)counter[1] << 32), counter[2], counter[3]);
        Assert.Equal(new PhiloxBlock(answer[0], answer[1], answer[2], answer[3]), words);
    }

    public static TheoryData<KernelPath, ulong> PathsAndStarts()
    {
        var data = new TheoryData<KernelPath, ulong>();
        foreach (KernelPath path in Dispatcher.Available)
        {
            // Within the low word, across its end, and at the end of the replicate's range.
            foreach (ulong start in (ulong[])[0, 16, 0xFFFF_FFF8, 0x1234_5678_9ABC_DEF0, ulong.MaxValue - 15])
            {
                data.Add(path, start);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(PathsAndStarts))]
    public void Words_EveryPath_GivesTheSpecifiedWords(KernelPath path, ulong start)
    {
        const int Blocks = 5;
        const ulong Seed = 0xFEDC_BA98_7654_3210;
        const uint Stream = 0xC0FF_EE01;
        ulong[] words = new ulong[Blocks * 4 * Batch.Size];
        fixed (ulong* p = words)
        {
            Philox.Words(path, p, Seed, start, Blocks, Stream);
        }

        for (int word = 0; word < 4 * Blocks; word++)
        {
            for (int lane = 0; lane < Batch.Size; lane++)
            {
                uint expected = Philox.Generate(Seed, start + (uint)lane, (uint)word / 4, Stream)[word % 4];
                Assert.Equal(expected, (uint)words[(word * Batch.Size) + lane]);
            }
        }
    }

    [Fact]
    public void Index_PastTheFourthWord_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Philox.Generate(1, 2, 3, 4)[4]);
}
